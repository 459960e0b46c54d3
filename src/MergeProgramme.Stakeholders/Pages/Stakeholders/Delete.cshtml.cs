using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Asks before a stakeholder is deleted.</summary>
[PagePermission("stakeholders.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : StakeholderPage(organisation, stakeholders)
{
    /// <summary>The version that the reader was asked about.</summary>
    [BindProperty]
    public string Etag { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync(name => texts["Stakeholder.DeleteQuestion", name]);
        Etag = Stakeholder.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(name => texts["Stakeholder.DeleteQuestion", name]);
        try
        {
            await StakeholdersClient.DeleteStakeholderAsync(
                new() { Name = StakeholderName, Etag = Etag },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Etag = Stakeholder.Etag;
            return Page();
        }

        TempData["Status"] = texts["Stakeholder.Deleted", Stakeholder.DisplayName].Value;
        return Redirect($"/{ProgrammeName}/stakeholders");
    }
}
