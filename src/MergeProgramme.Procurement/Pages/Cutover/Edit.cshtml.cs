using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>Changes a cut-over plan.</summary>
[PagePermission("procurement.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CutoverPage(organisation, procurement, texts)
{
    [FromRoute(Name = "cutover")]
    public string PlanId { get; set; } = "";

    [BindProperty(Name = "")]
    public CutoverForm Form { get; set; } = new();

    public CutoverPlan Plan { get; private set; } = new();

    private string Name => $"{ProgrammeName}/cutoverPlans/{PlanId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = CutoverForm.From(Plan);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Procurement.UpdateCutoverPlanAsync(new() { CutoverPlan = Form.ToPlan(Name) }, cancellationToken: Aborted);
            return Done(UrlOf(Plan), Words["Saved"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, Form.FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Plan.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Plan = await Procurement.GetCutoverPlanAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Words["Cutover.Edit", Plan.Title]);
    }
}
