using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>Plans a deliverable, often for one item.</summary>
[PagePermission("mandates.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverableForm(organisation, mandates, texts, time)
{
    /// <summary>Version of the document that the item stands in.</summary>
    [FromQuery(Name = "document")]
    public string Document { get; set; } = "";

    /// <summary>Number of the item to answer; 0 where it begins empty.</summary>
    [FromQuery(Name = "item")]
    public int Item { get; set; }

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        RequestId = Guid.NewGuid().ToString();
        await LoadPageAsync(Words["Deliverable.New"]);
        Responsible = SubProject.Lead;
        if (Item > 0)
            Items = [KeyOf(Document, Item)];
        await LoadChoicesAsync();
        if (Items.Count > 0 && ItemChoices.Find(choice => choice.Value == Items[0]) is { } chosen)
            Title = chosen.Text[(chosen.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Mandates.CreateDeliverableAsync(
                    new()
                    {
                        Parent = SubProjectName,
                        Deliverable = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Deliverable.Created"].Value;
                return Redirect(Addresses.Of(created.Name));
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        await LoadPageAsync(Words["Deliverable.New"]);
        await LoadChoicesAsync();
        return Page();
    }
}
