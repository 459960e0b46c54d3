using Google.Type;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Measures;

/// <summary>
/// The case of Bodø (PFV2, case 13/15): decision in June 2014, implementation in 6 to 9 months, effect some months later, 60 MNOK with full-year effect
/// from 2016, and a project organisation at 1.5 to 2 MNOK a year beside the line. The four measures and their parts of the 60 MNOK are ours.
/// </summary>
internal static class MeasureData
{
    public const string Programme = "programmes/bodo-pfv2";

    public static Goal Goal() =>
        new()
        {
            Kind = GoalKind.Main,
            Text = "Redusere kostnadene i helse og omsorg",
            Amount = Nok(60_000_000),
            Effect = EffectKind.FullYear,
            EffectYear = 2016,
        };

    /// <summary>24, 18, 12 and 6 MNOK: 60 in all. The first bears the cost of the project.</summary>
    public static IEnumerable<Measure> Bodo(string benefit, int spreadPercent = 0)
    {
        foreach (
            var (title, million) in ((string, int)[])
                [("Færre sykehjemsplasser", 24), ("Hverdagsrehabilitering", 18), ("Bemanningsnorm", 12), ("Velferdsteknologi", 6)]
        )
        {
            var measure = Measure(title, benefit, million * 1_000_000L, spreadPercent);
            if (million == 24)
                measure.Costs.Add([
                    // 0.5 MNOK for the study in T3 2013; then 150 000 a month for the project organisation.
                    Cost("Utredning", 500_000, new(2013, 10, 1), new(2013, 12, 31)),
                    Cost("Prosjektorganisasjon 2014", 1_050_000, new(2014, 6, 1), new(2014, 12, 31)),
                    Cost("Prosjektorganisasjon 2015", 1_800_000, new(2015, 1, 1), new(2015, 12, 31)),
                    Cost("Prosjektorganisasjon 2016", 1_800_000, new(2016, 1, 1), new(2016, 12, 31)),
                ]);
            yield return measure;
        }
    }

    public static Measure Measure(string title, string benefit, long likely, int spreadPercent = 0) =>
        new()
        {
            Title = title,
            Benefit = benefit,
            DecisionDate = Day(new(2014, 6, 1)),
            LeadMonthsMin = 6,
            LeadMonthsMax = 9,
            LagMonthsMin = 2,
            LagMonthsMax = 4,
            EffectLow = Nok(likely - (likely * spreadPercent / 100)),
            EffectLikely = Nok(likely),
            EffectHigh = Nok(likely + (likely * spreadPercent / 100)),
            ProbabilityPercent = 100,
        };

    public static MeasureCost Cost(string text, long amount, DateOnly start, DateOnly end) =>
        new()
        {
            Text = text,
            Amount = Nok(amount),
            StartDate = Day(start),
            EndDate = Day(end),
        };

    public static Money Nok(long units, int nanos = 0) =>
        new()
        {
            CurrencyCode = "NOK",
            Units = units,
            Nanos = nanos,
        };

    public static Date Day(DateOnly day) =>
        new()
        {
            Year = day.Year,
            Month = day.Month,
            Day = day.Day,
        };
}
