using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Registers a stakeholder.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public StakeholderForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice register one stakeholder.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Stakeholders.New"], "stakeholders");
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFrameAsync(texts["Stakeholders.New"], "stakeholders");
        if (ModelState.IsValid)
        {
            try
            {
                var created = await stakeholders.CreateStakeholderAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Stakeholder = Form.ToStakeholder(""),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Stakeholder.Created", created.DisplayName].Value;
                return Redirect($"/{ProgrammeName}/stakeholders");
            }
            catch (RpcException e) when (ModelState.Accepts(e, StakeholderForm.Field)) { }
        }

        return Page();
    }
}
