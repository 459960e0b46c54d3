using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Rules;

/// <summary>Which figure of procurement law holds on a day. Pure.</summary>
internal static class DatedRules
{
    /// <summary>
    /// The figure of a kind on a day: that of the latest date of effect up to it. Of two from the same date, what the office entered comes before what came with
    /// this system. Null where none is known.
    /// </summary>
    public static ProcurementRule? On(IEnumerable<ProcurementRule> rules, ProcurementRuleKind kind, DateOnly day) =>
        rules
            .Where(r => r.Kind == kind && r.EffectDate.ToDateOnly() <= day)
            .OrderBy(r => r.EffectDate.ToDateOnly())
            .ThenByDescending(r => r.BuiltIn)
            .ThenBy(r => r.Name, StringComparer.Ordinal)
            .LastOrDefault();

    /// <summary>All that hold on a day, one of each kind.</summary>
    public static IEnumerable<ProcurementRule> InEffect(IReadOnlyCollection<ProcurementRule> rules, DateOnly day) =>
        Enum.GetValues<ProcurementRuleKind>().Select(kind => On(rules, kind, day)).OfType<ProcurementRule>();
}
