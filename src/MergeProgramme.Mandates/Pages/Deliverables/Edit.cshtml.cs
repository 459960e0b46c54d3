using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>Changes what a deliverable is, who delivers it and when, and which items it answers.</summary>
[PagePermission("mandates.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverableForm(organisation, mandates, texts, time)
{
    public async Task OnGetAsync()
    {
        await LoadDeliverableAsync(one => Words["Deliverable.Edit", one.Title]);
        (Title, Description, Responsible, Etag) = (
            Deliverable.Title,
            Deliverable.Description,
            Deliverable.Responsible,
            Deliverable.Etag
        );
        DueDate = Deliverable.DueDate.ToDateOnly();
        Items = [.. Deliverable.AnsweredItems.Select(item => KeyOf(item.Mandate, item.Number))];
        await LoadChoicesAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.UpdateDeliverableAsync(new() { Deliverable = Read(DeliverableName) }, cancellationToken: Aborted);
                TempData["Status"] = Words["Deliverable.Saved"].Value;
                return Redirect(DeliverableUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        await LoadDeliverableAsync(one => Words["Deliverable.Edit", one.Title]);
        // Somebody else was first: the next save is on what stands there now.
        Etag = Deliverable.Etag;
        ModelState.Remove(nameof(Etag));
        await LoadChoicesAsync();
        return Page();
    }
}
