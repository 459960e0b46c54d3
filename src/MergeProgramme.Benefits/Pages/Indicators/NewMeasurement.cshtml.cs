using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>Enters a value; where the period has one, a new revision of it.</summary>
[PagePermission("benefits.realise")]
internal sealed class NewMeasurementModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : IndicatorPage(organisation, benefits, texts)
{
    private const string Other = "other";

    [BindProperty]
    public int? Year { get; set; }

    /// <summary>Which period of the year, from 1.</summary>
    [BindProperty]
    public int Number { get; set; } = 1;

    /// <summary>A number, empty for the whole programme, or that the number is written below.</summary>
    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public string OtherNumber { get; set; } = "";

    [BindProperty]
    public string OtherName { get; set; } = "";

    /// <summary>As people write it.</summary>
    [BindProperty]
    public string Value { get; set; } = "";

    [BindProperty]
    public string Source { get; set; } = "";

    /// <summary>Makes a form that is sent twice enter one value.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Places => [.. MunicipalityChoices, new(Words["Measurement.OtherPlace"], Other)];

    public IReadOnlyList<SelectListItem> PeriodChoices =>
        [
            .. Enumerable
                .Range(1, MeasuredPeriod.PerYear(Indicator.PeriodKind))
                .Select(n => new SelectListItem(
                    Indicator.PeriodKind == IndicatorPeriodKind.Month
                        ? new DateOnly(2000, n, 1).ToString("MMMM", System.Globalization.CultureInfo.CurrentCulture)
                        : Words[$"Tertial.{n}"].Value,
                    $"{n}"
                )),
        ];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // Most measure the period that has just ended.
        var last = MeasuredPeriod.Of(Indicator.PeriodKind, clock.Today()).AddDays(-1);
        (Year, Number) = (
            last.Year,
            MeasuredPeriod.NumberOf(Indicator.PeriodKind, MeasuredPeriod.Of(Indicator.PeriodKind, last))
        );
        Municipality = Indicator.Municipality;
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var value = NumberField.Read(Value, Indicator.Decimals, nameof(Value), ModelState, Words);
        if (Year is not (>= MeasuredPeriod.FirstYear and <= MeasuredPeriod.LastYear))
            ModelState.AddModelError(
                nameof(Year),
                Words["Violation.PERIOD_OUT_OF_RANGE", MeasuredPeriod.FirstYear, MeasuredPeriod.LastYear]
            );
        if (Municipality == Other && !(OtherNumber.Trim().Length > 0 && IndicatorRules.IsMunicipality(OtherNumber.Trim())))
            ModelState.AddModelError(nameof(OtherNumber), Words["Violation.MUNICIPALITY_NUMBER", OtherNumber.Trim()]);
        if (ModelState.IsValid)
        {
            try
            {
                var entered = await BenefitsClient.CreateMeasurementAsync(
                    new()
                    {
                        Parent = IndicatorName,
                        Measurement = new()
                        {
                            Municipality = Municipality == Other ? OtherNumber.Trim() : Municipality,
                            PeriodStart = MeasuredPeriod
                                .Of(
                                    Indicator.PeriodKind,
                                    Year!.Value,
                                    Math.Clamp(Number, 1, MeasuredPeriod.PerYear(Indicator.PeriodKind))
                                )
                                .ToDate(),
                            Value = value,
                            Source = Source.Trim(),
                        },
                        MunicipalityDisplayName = Municipality == Other ? OtherName.Trim() : "",
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words[
                    entered.Revision > 1 ? "Measurement.EnteredRevision" : "Measurement.Entered",
                    PeriodOf(entered.PeriodStart)
                ].Value;
                return Redirect($"/{IndicatorName}");
            }
            catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        }
        return Page();
    }

    private static string? Field(string path) =>
        path == "measurement.period_start" ? nameof(Year) : RefusalExtensions.FormField(path);

    private async Task LoadAsync()
    {
        await LoadIndicatorAsync();
        await LoadFrameAsync(Words["Measurement.NewHeading", Indicator.Title], "indicators");
        await LoadChoicesAsync();
    }
}
