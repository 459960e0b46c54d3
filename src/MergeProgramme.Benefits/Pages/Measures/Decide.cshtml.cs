using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>Records the decision on a measure, which freezes its plan.</summary>
[PagePermission("benefits.decide")]
internal sealed class DecideMeasureModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    TimeProvider clock,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    [BindProperty]
    public DateOnly? DecisionDate { get; set; }

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (DecisionDate, Etag, RequestId) = (clock.Today(), Measure.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                await BenefitsClient.DecideMeasureAsync(
                    new()
                    {
                        Name = MeasureName,
                        Etag = Etag,
                        DecisionDate = DecisionDate.ToDate(),
                        CaseNumber = CaseNumber.Trim(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Measure.Decided"].Value;
                return Redirect($"/{MeasureName}");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                Etag = Measure.Etag;
            }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Measure.Decide"], "measures");
    }
}
