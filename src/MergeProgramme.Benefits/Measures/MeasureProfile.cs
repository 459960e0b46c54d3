using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Measures;

/// <summary>A measure as the profile and the simulation see it.</summary>
internal static class MeasureProfile
{
    /// <summary>
    /// The effect as it is expected: the likely full-year effect, with lead time and lag in the middle of their ranges, rounded up. Nothing of a dropped one.
    /// </summary>
    public static Totals Expected(Measure measure) =>
        measure.State == MeasureState.Dropped ? new Totals() : Totals.Of(ExpectedEffect(measure), Costs(measure));

    /// <summary>As <see cref="Expected"/>, without the costs.</summary>
    public static EffectProfile ExpectedEffect(Measure measure) =>
        EffectProfile.Of(
            measure.DecisionDate.ToDateOnly()!.Value,
            Middle(measure.LeadMonthsMin, measure.LeadMonthsMax),
            Middle(measure.LagMonthsMin, measure.LagMonthsMax),
            measure.RampMonths,
            Ore.Of(measure.EffectLikely)
        );

    /// <summary>Months from the decision to the first effect: with the shortest lead time and lag, and with the longest.</summary>
    public static (int Shortest, int Longest) MonthsToEffect(Measure measure) =>
        (measure.LeadMonthsMin + measure.LagMonthsMin, measure.LeadMonthsMax + measure.LagMonthsMax);

    /// <summary>As the simulation draws it.</summary>
    public static DrawnMeasure Drawn(Measure measure) =>
        new(
            measure.Name,
            measure.DecisionDate.ToDateOnly()!.Value,
            (measure.LeadMonthsMin, measure.LeadMonthsMax, measure.LagMonthsMin, measure.LagMonthsMax),
            measure.RampMonths,
            Ore.Of(measure.EffectLow),
            Ore.Of(measure.EffectLikely),
            Ore.Of(measure.EffectHigh),
            measure.ProbabilityPercent,
            [.. Costs(measure)]
        );

    public static IEnumerable<CostSpan> Costs(Measure measure) =>
        measure.Costs.Select(cost => new CostSpan(
            Month.Of(cost.StartDate.ToDateOnly()!.Value),
            Month.Of(cost.EndDate.ToDateOnly()!.Value),
            Ore.Of(cost.Amount)
        ));

    private static int Middle(int least, int most) => (least + most + 1) / 2;
}
