using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>Throws a cut-over plan away on which nothing is decided, after a plain question.</summary>
[PagePermission("procurement.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CutoverPage(organisation, procurement, texts)
{
    [FromRoute(Name = "cutover")]
    public string PlanId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public CutoverPlan Plan { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Etag = Plan.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await Procurement.DeleteCutoverPlanAsync(new() { Name = Plan.Name, Etag = Etag }, cancellationToken: Aborted);
            return Done(CutoverUrl, Words["Cutover.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Etag = Plan.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Plan = await Procurement.GetCutoverPlanAsync(
            new() { Name = $"{ProgrammeName}/cutoverPlans/{PlanId}" },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(Words["Cutover.Delete"], "needs");
    }
}
