using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Measures;

/// <summary>
/// What the line would have to ask before it could carry a measure out. From the paper of Bodø (13/15, 31 October 2013): "Lettvinte og overordnete analyser er
/// tilnærmet null verdt".
/// </summary>
internal static class MeasureDetail
{
    // Shorter than this says what it is called, not what is done.
    private const int ShortestDescription = 80;

    // Words that say a direction and no act.
    private static readonly string[] Vague =
    [
        "effektivisere",
        "effektivisering",
        "optimalisere",
        "økt fokus",
        "fokusere på",
        "se på mulighet",
        "vurdere",
        "styrke samarbeid",
        "bedre samhandling",
        "generell",
        "streamline",
        "optimise",
        "increased focus",
        "look into",
    ];

    /// <summary>What is missing or too vague: reason and field, and a word of the text where one is the trouble.</summary>
    public static IEnumerable<(string Reason, string Field, string Word)> Check(Measure measure, BenefitKind? benefitKind)
    {
        if (measure.Description.Trim().Length < ShortestDescription)
            yield return ("DESCRIPTION_SHORT", "description", "");
        else if (Array.Find(Vague, word => measure.Description.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } vague)
            yield return ("DESCRIPTION_VAGUE", "description", vague);
        if (measure.Benefit.Length == 0)
            yield return ("BENEFIT_MISSING", "benefit", "");
        if (measure.Unit.Length == 0 && measure.Municipality.Length == 0)
            yield return ("PLACE_MISSING", "unit", "");
        if (
            benefitKind is BenefitKind.Budgetary or null
            && (measure.BudgetFunction.Length == 0 || measure.BudgetAccount.Length == 0)
        )
            yield return ("BUDGET_LINE_MISSING", "budget_function", "");
        if (measure.Owner.Trim().Length == 0)
            yield return ("OWNER_MISSING", "owner", "");
        if (measure.DecidingBody.Length == 0)
            yield return ("DECIDER_MISSING", "deciding_body", "");
        if (measure.LeadMonthsMax == 0)
            yield return ("LEAD_MISSING", "lead_months_max", "");
        if (Ore.Of(measure.EffectLow) == Ore.Of(measure.EffectHigh) && Ore.Of(measure.EffectLikely) != 0)
            yield return ("RANGE_MISSING", "effect_low", "");
        if (measure.Costs.Count == 0)
            yield return ("COST_MISSING", "costs", "");
        if (measure.Prerequisites.Trim().Length == 0)
            yield return ("PREREQUISITES_MISSING", "prerequisites", "");
    }
}
