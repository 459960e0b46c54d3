using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>The indicators with where they were, are and are to be; of one benefit, or of all.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    private const int PerPage = 50;

    /// <summary>Last part of a benefit's name: only its indicators. All where it is empty.</summary>
    [FromQuery(Name = "benefit")]
    public string Benefit { get; set; } = "";

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public string BenefitName => Benefit.Length == 0 ? "" : $"{ProgrammeName}/benefits/{Benefit}";

    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    public string NextUrl { get; private set; } = "";

    public string PeriodOf(Indicator indicator, Measurement measurement) =>
        MeasuredPeriod.Words(indicator.PeriodKind, measurement.PeriodStart.ToDateOnly()!.Value);

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["Indicators.Title"], "indicators");
        await LoadChoicesAsync();
        // An address that names no benefit of this programme shows them all.
        if (AllBenefits.All(b => b.Name != BenefitName))
            Benefit = "";
        var answer = await BenefitsClient.ListIndicatorsAsync(
            new()
            {
                Parent = ProgrammeName,
                Benefit = BenefitName,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Indicators = answer.Indicators;
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"{IndicatorsUrl}?benefit={Uri.EscapeDataString(Benefit)}&after={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
