using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Measures;

/// <summary>What holds for a measure beyond the shape of its fields.</summary>
internal static class MeasureRules
{
    /// <summary>A full-year effect below this is asked about: it may be in thousands.</summary>
    public const long SmallEffectOre = 10_000_00;

    private const int MostCostMonths = 600;

    // All that is computed stays within the years that the calendar knows.
    public const int FirstYear = 1950;
    public const int LastYear = 2100;

    /// <summary>What is wrong with a measure as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    /// <param name="smallEffectConfirmed">Whether somebody has said that a small effect is right.</param>
    public static IEnumerable<Violation> Check(string programme, Measure measure, bool smallEffectConfirmed)
    {
        if (measure.LeadMonthsMin > measure.LeadMonthsMax)
            yield return new("measure.lead_months_max", "RANGE_REVERSED", measure.LeadMonthsMin, measure.LeadMonthsMax);
        if (measure.LagMonthsMin > measure.LagMonthsMax)
            yield return new("measure.lag_months_max", "RANGE_REVERSED", measure.LagMonthsMin, measure.LagMonthsMax);
        var (low, likely, high) = (Ore.Of(measure.EffectLow), Ore.Of(measure.EffectLikely), Ore.Of(measure.EffectHigh));
        if (low > likely)
            yield return new("measure.effect_low", "EFFECT_LOW_ABOVE_LIKELY");
        if (high < likely)
            yield return new("measure.effect_high", "EFFECT_HIGH_BELOW_LIKELY");
        if (!smallEffectConfirmed && likely is not 0 and > -SmallEffectOre and < SmallEffectOre)
            yield return new("measure.effect_likely", "EFFECT_SMALL");
        if (!IsYear(measure.DecisionDate))
            yield return new("measure.decision_date", "YEAR_OUT_OF_RANGE", FirstYear, LastYear);
        if (measure.BudgetFunction.Length > 0 && !IsFunction(measure.BudgetFunction))
            yield return new("measure.budget_function", "BUDGET_FUNCTION_MALFORMED");
        if (measure.BudgetAccount.Length > 0 && !IsAccount(measure.BudgetAccount))
            yield return new("measure.budget_account", "BUDGET_ACCOUNT_MALFORMED");
        foreach (
            var (field, name) in ((string, string)[])
                [
                    ("measure.benefit", measure.Benefit),
                    ("measure.sub_project", measure.SubProject),
                    ("measure.unit", measure.Unit),
                    ("measure.municipality", measure.Municipality),
                    ("measure.deciding_body", measure.DecidingBody),
                ]
        )
        {
            if (name.Length > 0 && ResourceNames.Programme(name) != programme)
                yield return new(field, "OTHER_PROGRAMME", name);
        }
        foreach (var (index, cost) in measure.Costs.Index())
        {
            var place = $"measure.costs[{index}]";
            if (!IsYear(cost.StartDate))
                yield return new($"{place}.start_date", "YEAR_OUT_OF_RANGE", FirstYear, LastYear);
            else if (!IsYear(cost.EndDate))
                yield return new($"{place}.end_date", "YEAR_OUT_OF_RANGE", FirstYear, LastYear);
            else if (cost.EndDate.ToDateOnly() < cost.StartDate.ToDateOnly())
                yield return new($"{place}.end_date", "DATES_REVERSED");
            else if (cost.EndDate.ToDateOnly() > cost.StartDate.ToDateOnly()!.Value.AddMonths(MostCostMonths))
                yield return new($"{place}.end_date", "COST_TOO_LONG", MostCostMonths);
        }
    }

    /// <summary>What stands in the way of a change.</summary>
    /// <param name="current">As it stands.</param>
    /// <param name="next">As it would be.</param>
    public static IEnumerable<Violation> CheckChange(Measure current, Measure next, string reason)
    {
        if (current.State != MeasureState.Decided)
            yield break;
        if (!next.DecisionDate.Equals(current.DecisionDate))
            yield return new(
                "measure.decision_date",
                "DECIDED_ON",
                NorwegianTime.Format(current.DecisionDate.ToDateOnly()!.Value)
            );
        else if (reason.Length == 0 && HasOtherFigures(current, next))
            yield return new("revision_reason", "REASON_REQUIRED_DECIDED");
    }

    /// <summary>Whether anything of what the outlook is computed from differs.</summary>
    public static bool HasOtherFigures(Measure one, Measure other) => !Figures(one).Equals(Figures(other));

    private static Measure Figures(Measure measure) =>
        new()
        {
            DecisionDate = measure.DecisionDate,
            LeadMonthsMin = measure.LeadMonthsMin,
            LeadMonthsMax = measure.LeadMonthsMax,
            LagMonthsMin = measure.LagMonthsMin,
            LagMonthsMax = measure.LagMonthsMax,
            RampMonths = measure.RampMonths,
            EffectLow = measure.EffectLow,
            EffectLikely = measure.EffectLikely,
            EffectHigh = measure.EffectHigh,
            ProbabilityPercent = measure.ProbabilityPercent,
            Costs = { measure.Costs },
        };

    /// <summary>Whether it has the shape of a KOSTRA function.</summary>
    public static bool IsFunction(string text) => IsDigits(text, 3, 3);

    /// <summary>Whether it has the shape of an account (art).</summary>
    public static bool IsAccount(string text) => IsDigits(text, 3, 4);

    /// <summary>Whether a day lies in the years that the calendar knows; one that is absent does not.</summary>
    public static bool IsYear(Google.Type.Date? date) => date is { Year: >= FirstYear and <= LastYear };

    private static bool IsDigits(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(char.IsAsciiDigit);
}
