using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using BenefitPoint = MergeProgramme.Benefits.V1.RealisationPoint;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>What was measured of a tolerance.</summary>
/// <param name="Value">In the tolerance's unit; null where there is nothing to measure.</param>
/// <param name="Cause">Of what: the milestone, the year. Empty where nothing is off.</param>
internal sealed record Measured(long? Value, string Cause = "")
{
    public static readonly Measured Nothing = new((long?)null);
}

/// <summary>What a measurement does to the alarm of a tolerance.</summary>
internal enum AlarmStep
{
    None,
    Raise,
    End,
}

/// <summary>What tolerances are, what is measured of each dimension, and when an alarm begins and ends. Pure.</summary>
internal static class ToleranceRules
{
    /// <summary>Hundredths of a percent in all.</summary>
    private const int Whole = 10_000;

    /// <summary>Last part of the name of a tolerance.</summary>
    public static string IdOf(ToleranceDimension dimension) =>
        dimension switch
        {
            ToleranceDimension.Time => "time",
            ToleranceDimension.Cost => "cost",
            ToleranceDimension.Scope => "scope",
            _ => "benefit",
        };

    /// <summary>What is wrong with a change of a tolerance.</summary>
    public static IEnumerable<Violation> Check(ToleranceDimension dimension, ToleranceChange change, DateOnly today)
    {
        if (!UnitsOf(dimension).Contains(change.Unit))
            yield return new("change.unit", "TOLERANCE_UNIT_OTHER");
        if (change.Unit == ToleranceUnit.Days && change.UpperLimit > 3650)
            yield return new("change.upper_limit", "TOLERANCE_TOO_WIDE");
        if (change.Unit == ToleranceUnit.Percent && change.UpperLimit > Whole)
            yield return new("change.upper_limit", "TOLERANCE_TOO_WIDE");
        if (change.DecisionDate.ToDateOnly() > today)
            yield return new("change.decision_date", "DATE_IN_FUTURE", NorwegianTime.Format(today));
    }

    /// <summary>What a dimension may be measured in.</summary>
    public static IReadOnlyList<ToleranceUnit> UnitsOf(ToleranceDimension dimension) =>
        dimension switch
        {
            ToleranceDimension.Time => [ToleranceUnit.Days],
            ToleranceDimension.Cost => [ToleranceUnit.Percent, ToleranceUnit.Ore],
            ToleranceDimension.Scope => [ToleranceUnit.Deliverables],
            _ => [ToleranceUnit.Percent],
        };

    /// <summary>One excursion is one alarm: it begins when the forecast leaves the tolerance, and ends when it is back or there is nothing to measure.</summary>
    public static AlarmStep Step(bool isOpen, long? value, long limit) =>
        (isOpen, value > limit) switch
        {
            (false, true) => AlarmStep.Raise,
            (true, false) => AlarmStep.End,
            _ => AlarmStep.None,
        };

    /// <summary>The open milestone or decision point that is expected the most days after its baseline.</summary>
    /// <param name="milestones">Those open with a baseline: title, day of the baseline and day expected (day numbers).</param>
    public static Measured Time(IReadOnlyCollection<(string Title, int Baseline, int Expected)> milestones)
    {
        if (milestones.Count == 0)
            return Measured.Nothing;
        var worst = milestones.MaxBy(m => m.Expected - m.Baseline);
        var slip = worst.Expected - worst.Baseline;
        return new(Math.Max(0, slip), slip > 0 ? worst.Title : "");
    }

    /// <summary>How far the forecast of the worst year is over its frame: a saving of one year does not pay for the next.</summary>
    /// <param name="cells">Of the sub-project, all years and kinds.</param>
    public static Measured Cost(IEnumerable<BudgetCell> cells, ToleranceUnit unit)
    {
        List<(int Year, long Value)> years =
        [
            .. cells
                .Where(c => c.Deviation is not null)
                .GroupBy(c => c.Year)
                .Select(g => (g.Key, Over(g.Sum(c => c.Deviation!.Value), g.Sum(c => c.Frame!.Value), unit))),
        ];
        if (years.Count == 0)
            return Measured.Nothing;
        var (year, value) = years.MaxBy(y => y.Value);
        return new(value, value > 0 ? year.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
    }

    /// <summary>How many deliverables are late, or were returned and not handed in again.</summary>
    public static Measured Scope(IReadOnlyCollection<Deliverable> deliverables, DateOnly today)
    {
        if (deliverables.Count == 0)
            return Measured.Nothing;
        List<Deliverable> off =
        [
            .. deliverables.Where(d => d.State == DeliverableState.Returned || CoverageRules.IsLate(d, today)),
        ];
        return new(off.Count, off.MinBy(d => d.DueDate.ToDateOnly())?.Title ?? "");
    }

    /// <summary>How far the expected full-year effect, once all measures work fully, is below what was planned when they were decided.</summary>
    /// <param name="years">As the benefits module answers, by year.</param>
    public static Measured Benefit(IReadOnlyList<BenefitPoint> years)
    {
        if (years.Count == 0)
            return Measured.Nothing;
        var (planned, expected) = (Platform.Amounts.Ore.Of(years[^1].Planned), Platform.Amounts.Ore.Of(years[^1].Expected));
        return planned <= 0
            ? Measured.Nothing
            : new(Share(Math.Max(0, planned - expected), planned), expected < planned ? $"{years[^1].StartDate.Year}" : "");
    }

    private static long Over(long deviation, long frame, ToleranceUnit unit) =>
        deviation <= 0 ? 0
        : unit == ToleranceUnit.Ore ? deviation
        // Anything over a frame of nothing is all of it.
        : frame == 0 ? Whole
        : Share(deviation, frame);

    // Rounded up: what is over a limit by an øre is over it.
    private static long Share(long part, long of) => (long)(((Int128)part * Whole + of - 1) / of);
}
