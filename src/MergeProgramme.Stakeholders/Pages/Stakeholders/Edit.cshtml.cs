using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Changes a stakeholder.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : StakeholderPage(organisation, stakeholders)
{
    [BindProperty(Name = "")]
    public StakeholderForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync(name => texts["Stakeholder.Edit", name]);
        Form = StakeholderForm.From(Stakeholder);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(name => texts["Stakeholder.Edit", name]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await StakeholdersClient.UpdateStakeholderAsync(
                new() { Stakeholder = Form.ToStakeholder(StakeholderName) },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, StakeholderForm.Field))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Stakeholder.Etag;
            return Page();
        }

        TempData["Status"] = texts["Stakeholder.Saved"].Value;
        return Redirect(Addresses.Of(StakeholderName));
    }
}
