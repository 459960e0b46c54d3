using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Registers a stakeholder.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public StakeholderForm Form { get; set; } = new();

    /// <summary>The mandates to choose from.</summary>
    public List<SelectListItem> MandateChoices { get; private set; } = [];

    /// <summary>Makes a form that is sent twice register one stakeholder.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAllAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAllAsync();
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
            catch (RpcException e) when (ModelState.Accepts(e, RegisterPage.FieldOf)) { }
        }

        return Page();
    }

    private async Task LoadAllAsync()
    {
        await LoadFrameAsync(texts["Stakeholders.New"], "stakeholders");
        MandateChoices =
        [
            .. (await Matters.MandatesAsync(mandates, texts, ProgrammeName, Aborted)).Select(m => new SelectListItem(
                m.Value,
                m.Key
            )),
        ];
    }
}
