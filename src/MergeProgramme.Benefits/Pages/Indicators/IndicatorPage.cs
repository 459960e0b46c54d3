using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>What the pages of indicators share: the indicator, and what municipalities and benefits are called.</summary>
internal abstract class IndicatorPage(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int LongestChoice = 90;

    /// <summary>Last part of the indicator's name.</summary>
    [FromRoute(Name = "indicator")]
    public string IndicatorId { get; set; } = "";

    public string IndicatorName => $"{ProgrammeName}/indicators/{IndicatorId}";

    public string IndicatorsUrl => $"/{ProgrammeName}/indicators";

    public Indicator Indicator { get; private set; } = new();

    public IReadOnlyList<Benefit> AllBenefits { get; private set; } = [];

    public IReadOnlyList<Municipality> Municipalities { get; private set; } = [];

    public List<SelectListItem> BenefitChoices => [.. AllBenefits.Select(b => new SelectListItem(Short(b.Text), b.Name))];

    /// <summary>The whole programme, and its municipalities by number.</summary>
    public List<SelectListItem> MunicipalityChoices =>
        [
            new(Words["WholeProgramme"], ""),
            .. Municipalities.Select(m => new SelectListItem($"{m.Number} {m.DisplayName}", m.Number)),
        ];

    protected BenefitsServiceClient BenefitsClient { get; } = benefits;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>What people call a benefit; its id where it is gone.</summary>
    public string TextOf(string benefit) =>
        AllBenefits.FirstOrDefault(b => b.Name == benefit) is { } found ? Short(found.Text) : ResourceNames.Id(benefit);

    /// <summary>What a municipality is called.</summary>
    /// <param name="known">What it was called when it was measured; empty where that was not said.</param>
    public string NameOf(string municipality, string known = "") =>
        municipality.Length == 0 ? Words["WholeProgramme"]
        : Municipalities.FirstOrDefault(m => m.Number == municipality) is { } own ? own.DisplayName
        : known.Length > 0 ? known
        : Words["Indicator.MunicipalityNumber", municipality];

    /// <summary>"2019", "T2 2019" or "april 2019".</summary>
    public string PeriodOf(Google.Type.Date start) =>
        start.ToDateOnly() is { } day ? MeasuredPeriod.Words(Indicator.PeriodKind, day) : "";

    /// <summary>A value with its unit.</summary>
    public static string ValueOf(Indicator indicator, Google.Type.Decimal? value) =>
        value is null
            ? ""
            // Next to a figure a unit such as "1000 kr" would look like more of its digits.
            : $"{Formats.Exact(value, indicator.Decimals)}\u00A0{(char.IsAsciiDigit(indicator.Unit.FirstOrDefault()) ? "×\u00A0" : "")}{indicator.Unit}";

    /// <summary>The page of a measurement.</summary>
    public static string UrlOf(string measurement) => $"/{measurement}";

    protected async Task LoadIndicatorAsync() =>
        Indicator = await BenefitsClient.GetIndicatorAsync(new() { Name = IndicatorName }, cancellationToken: Aborted);

    /// <summary>Loads what can be pointed to. An office has dozens of each; where there are more, the first thousand can be chosen.</summary>
    protected async Task LoadChoicesAsync()
    {
        AllBenefits = (
            await BenefitsClient.ListBenefitsAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            )
        ).Benefits;
        Municipalities = (
            await Organisation.ListMunicipalitiesAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            )
        ).Municipalities;
    }

    private static string Short(string text) => text.Length > LongestChoice ? text[..LongestChoice] + "…" : text;
}
