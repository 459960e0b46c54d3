using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>Changes a part of the communication plan.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ItemPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public CommunicationForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync(title => Words["Stakeholder.Edit", title]);
        Form = CommunicationForm.From(Item);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(title => Words["Stakeholder.Edit", title]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Client.UpdateCommunicationItemAsync(
                new() { CommunicationItem = Form.ToItem(ItemName), RequestId = RequestId },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(ItemName), Words["Communication.Saved"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Item.Etag;
            return Page();
        }
    }
}
