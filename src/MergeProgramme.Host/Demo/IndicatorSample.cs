using System.Globalization;
using Google.Protobuf;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>Indicators with series of the programme's municipalities and of others to compare with. All figures are made up, and say so.</summary>
internal static class IndicatorSample
{
    private const string Source = "Eksempeltall, oppdiktet";
    private const string MadeUp = "Tallene er oppdiktet og bare eksempler.";

    private static readonly (string Number, string Name)[] BodoAndOthers =
    [
        ("1804", ""),
        ("1601", "Trondheim"),
        ("1902", "Tromsø"),
    ];

    private static readonly (string Number, string Name)[] IndreOstfoldAndOthers =
    [
        ("0124", ""),
        ("0125", ""),
        ("0138", ""),
        ("0123", ""),
        ("0122", ""),
        ("0101", "Halden"),
        ("0104", "Moss"),
    ];

    public static async Task BodoAsync(SampleWriter w, SampleCalendar when)
    {
        var benefit = (await w.Benefits.ListBenefitsAsync(new() { Parent = w.Programme, PageSize = 1 })).Benefits[0].Name;
        var days = await IndicatorAsync(
            w,
            new()
            {
                Title = "Liggetid etter utskrivningsklar",
                Code = "UTSKR-DOGN",
                Unit = "døgn",
                Decimals = 1,
                Direction = IndicatorDirection.LowerIsBetter,
                PeriodKind = IndicatorPeriodKind.Tertial,
                Kind = IndicatorKind.Measure,
                Benefit = benefit,
                Owner = "Torill Hunstadbakk",
                Description = $"Gjennomsnittlig antall døgn på sykehus etter at pasienten er meldt utskrivningsklar. {MadeUp}",
                Municipality = "1804",
                BaselineValue = Of(7.5m),
                BaselineDate = when.NewYear(0),
                BaselineSource = Source,
                TargetValue = Of(3.0m),
                TargetDate = when.NewYear(3),
            }
        );
        decimal[][] ofTertials =
        [
            [8.1m, 7.9m, 7.7m, 7.5m, 7.2m, 6.4m, 5.6m, 5.1m, 4.4m],
            [4.9m, 4.7m, 4.8m, 4.4m, 4.3m, 4.1m, 4.0m, 3.8m, 3.9m],
            [6.2m, 6.3m, 6.0m, 5.9m, 6.1m, 5.8m, 5.5m, 5.4m, 5.3m],
        ];
        foreach (var ((number, name), values) in BodoAndOthers.Zip(ofTertials))
        foreach (var (i, value) in values.Index())
            await MeasureAsync(w, days, number, name, new(when.Year - 2 + (i / 3), (i % 3 * 4) + 1, 1), value);
        await VerifyAsync(w, days, "1804");
        await CostAsync(
            w,
            when,
            "1804",
            BodoAndOthers,
            [
                [1_020_400, 1_061_000, 1_098_300, 1_120_900],
                [2_950_000, 3_060_000, 3_121_000, 3_230_000],
                [1_310_000, 1_339_000, 1_402_000, 1_455_000],
            ],
            [
                [48_400, 49_200, 49_700, 50_100],
                [176_300, 179_700, 182_000, 184_900],
                [69_100, 70_400, 71_600, 72_700],
            ]
        );
        // Nothing is measured of it yet, and that is seen.
        await IndicatorAsync(
            w,
            new()
            {
                Title = "Brukernes tilfredshet med hjemmetjenesten",
                Unit = "poeng av 6",
                Decimals = 2,
                Direction = IndicatorDirection.HigherIsBetter,
                PeriodKind = IndicatorPeriodKind.Year,
                Kind = IndicatorKind.Measure,
                Description = MadeUp,
                BaselineValue = Of(4.62m),
                BaselineDate = when.NewYear(0),
                BaselineSource = Source,
                TargetValue = Of(4.62m),
                TargetDate = when.NewYear(3),
            }
        );
    }

    public static Task IndreOstfoldAsync(SampleWriter w, SampleCalendar when) =>
        CostAsync(
            w,
            when,
            "0124",
            IndreOstfoldAndOthers,
            [
                [361_200, 372_800, 381_000, 394_500],
                [262_400, 270_100, 274_900, 283_000],
                [101_900, 106_300, 109_800, 112_400],
                [118_700, 121_500, 126_800, 131_000],
                [124_300, 127_700, 129_100, 133_600],
                [738_000, 751_200, 779_400, 801_000],
                [681_500, 699_000, 712_300, 737_800],
            ],
            [
                [15_400, 15_600, 15_700, 15_900],
                [11_200, 11_300, 11_400, 11_400],
                [5_200, 5_300, 5_400, 5_500],
                [5_600, 5_700, 5_700, 5_800],
                [5_300, 5_300, 5_400, 5_400],
                [30_300, 30_500, 30_700, 30_900],
                [31_300, 31_800, 32_200, 32_600],
            ]
        );

    // What a service costs, and the inhabitants to divide it by, over the four years before the programme's second.
    private static async Task CostAsync(
        SampleWriter w,
        SampleCalendar when,
        string municipality,
        (string Number, string Name)[] places,
        int[][] thousands,
        int[][] inhabitants
    )
    {
        var cost = await IndicatorAsync(
            w,
            new()
            {
                Title = "Netto driftsutgifter til pleie og omsorg",
                Code = "PLO-NETTO",
                Unit = "1000 kr",
                Direction = IndicatorDirection.LowerIsBetter,
                PeriodKind = IndicatorPeriodKind.Year,
                Kind = IndicatorKind.Measure,
                Description = MadeUp,
                Municipality = municipality,
                BaselineValue = Of(thousands[0][2]),
                BaselineDate = when.NewYear(0),
                BaselineSource = Source,
                TargetValue = Of(thousands[0][2] - 20_000),
                TargetDate = when.NewYear(4),
                PerInhabitantFactor = 1,
            }
        );
        var people = await IndicatorAsync(
            w,
            new()
            {
                Title = "Innbyggere 1. januar",
                Code = "INNBYGGERE",
                Unit = "personer",
                Direction = IndicatorDirection.HigherIsBetter,
                PeriodKind = IndicatorPeriodKind.Year,
                Kind = IndicatorKind.Inhabitants,
                Description = MadeUp,
                Municipality = municipality,
            }
        );
        // As a sheet from Statistics Norway: years as headings, and only those that have begun.
        int[] years = [.. Enumerable.Range(when.Year - 3, 4).Where(year => w.IsPast(new DateOnly(year, 1, 1).ToDate()))];
        await ImportAsync(cost, thousands);
        await ImportAsync(people, inhabitants);

        async Task ImportAsync(Indicator indicator, int[][] values)
        {
            var lines = places.Select(
                (place, i) =>
                    string.Join(';', [$"{place.Number} {place.Name}", .. years.Select((_, year) => $"{values[i][year]}")])
            );
            await w.Benefits.ImportMeasurementsAsync(
                new()
                {
                    Parent = w.Programme,
                    Indicator = indicator.Name,
                    Source = Source,
                    FileName = "eksempel.csv",
                    Content = ByteString.CopyFromUtf8($"Region;{string.Join(';', years)}\n{string.Join('\n', lines)}\n"),
                }
            );
        }
    }

    private static async Task<Indicator> IndicatorAsync(SampleWriter w, Indicator indicator) =>
        await w.Benefits.CreateIndicatorAsync(new() { Parent = w.Programme, Indicator = indicator });

    // What lies ahead is not measured yet.
    private static async Task MeasureAsync(
        SampleWriter w,
        Indicator indicator,
        string municipality,
        string displayName,
        DateOnly start,
        decimal value
    )
    {
        if (!w.IsPast(start.ToDate()))
            return;
        await w.Benefits.CreateMeasurementAsync(
            new()
            {
                Parent = indicator.Name,
                Measurement = new()
                {
                    Municipality = municipality,
                    PeriodStart = start.ToDate(),
                    Value = Of(value),
                    Source = Source,
                },
                MunicipalityDisplayName = displayName,
            }
        );
    }

    // All but the newest.
    private static async Task VerifyAsync(SampleWriter w, Indicator indicator, string municipality)
    {
        var measured = await w.Benefits.ListMeasurementsAsync(new() { Parent = indicator.Name, Municipality = municipality });
        foreach (var measurement in measured.Measurements.Skip(1))
            await w.Benefits.VerifyMeasurementAsync(
                new()
                {
                    Name = measurement.Name,
                    Etag = measurement.Etag,
                    State = MeasurementState.Verified,
                }
            );
    }

    private static Google.Type.Decimal Of(decimal value) => new() { Value = value.ToString(CultureInfo.InvariantCulture) };
}
