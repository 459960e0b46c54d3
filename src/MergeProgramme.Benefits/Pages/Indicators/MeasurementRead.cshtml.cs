using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>One value of an indicator, what it was before, and the answer of whoever verifies.</summary>
[PagePermission("benefits.read")]
internal sealed class MeasurementReadModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    /// <summary>Last part of the measurement's name.</summary>
    [FromRoute(Name = "measurement")]
    public string MeasurementId { get; set; } = "";

    [BindProperty]
    public MeasurementState State { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public string MeasurementName => $"{IndicatorName}/measurements/{MeasurementId}";

    public Measurement Measurement { get; private set; } = new();

    /// <summary>All of its period, the newest first.</summary>
    public IReadOnlyList<Measurement> Revisions { get; private set; } = [];

    public bool Counts => Revisions.FirstOrDefault(r => r.State != MeasurementState.Refused)?.Name == Measurement.Name;

    public string PlaceName { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, RequestId) = (Measurement.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await BenefitsClient.VerifyMeasurementAsync(
                new()
                {
                    Name = MeasurementName,
                    Etag = Etag,
                    State = State,
                    Reason = Reason.Trim(),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = Words[$"Measurement.Done.{State}"].Value;
            return Redirect($"/{IndicatorName}");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadIndicatorAsync();
        await LoadChoicesAsync();
        Measurement = await BenefitsClient.GetMeasurementAsync(new() { Name = MeasurementName }, cancellationToken: Aborted);
        Revisions = (
            await BenefitsClient.ListMeasurementsAsync(
                new()
                {
                    Parent = IndicatorName,
                    Municipality = Measurement.Municipality,
                    PeriodStart = Measurement.PeriodStart,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).Measurements;
        PlaceName = NameOf(Measurement.Municipality, await KnownNameAsync());
        await LoadFrameAsync($"{PlaceName}, {PeriodOf(Measurement.PeriodStart)}", "indicators");
    }

    // What a municipality outside the programme was called when it was measured.
    private async Task<string> KnownNameAsync()
    {
        if (Measurement.Municipality.Length == 0 || Municipalities.Any(m => m.Number == Measurement.Municipality))
            return "";
        var comparison = await BenefitsClient.CompareIndicatorAsync(
            new()
            {
                Name = IndicatorName,
                Municipalities = { Measurement.Municipality },
                FirstYear = Measurement.PeriodStart.Year,
                LastYear = Measurement.PeriodStart.Year,
            },
            cancellationToken: Aborted
        );
        return comparison.Series[0].MunicipalityDisplayName;
    }
}
