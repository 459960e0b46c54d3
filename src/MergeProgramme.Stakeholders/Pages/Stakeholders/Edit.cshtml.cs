using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Changes a stakeholder.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : StakeholderPage(organisation, stakeholders)
{
    [BindProperty(Name = "")]
    public StakeholderForm Form { get; set; } = new();

    /// <summary>The mandates to choose from.</summary>
    public List<SelectListItem> MandateChoices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAllAsync();
        Form = StakeholderForm.From(Stakeholder);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAllAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await StakeholdersClient.UpdateStakeholderAsync(
                new() { Stakeholder = Form.ToStakeholder(StakeholderName) },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, RegisterPage.FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Stakeholder.Etag;
            return Page();
        }

        TempData["Status"] = texts["Stakeholder.Saved"].Value;
        return Redirect(Addresses.Of(StakeholderName));
    }

    private async Task LoadAllAsync()
    {
        await LoadAsync(name => texts["Stakeholder.Edit", name]);
        var known = await Matters.MandatesAsync(mandates, texts, ProgrammeName, Aborted);
        MandateChoices =
        [
            .. known.Select(m => new SelectListItem(m.Value, m.Key)),
            // What stands there is offered even where it cannot be named now: else saving would take it away.
            .. Stakeholder.Mandates.Where(m => !known.ContainsKey(m)).Select(m => new SelectListItem(m, m)),
        ];
    }
}
