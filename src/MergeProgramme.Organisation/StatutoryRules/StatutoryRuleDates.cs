using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.StatutoryRules;

/// <summary>Which rule of law applies on a day. Pure.</summary>
internal static class StatutoryRuleDates
{
    /// <summary>
    /// Whether it applies: it has taken effect, has not ended, and no newer one for the same kind of body and of the same kind of rule has
    /// taken its place. Of two with one date of effect, the one whose name comes last counts.
    /// </summary>
    public static bool InEffect(StatutoryRule rule, IEnumerable<StatutoryRule> all, DateOnly day) =>
        Applies(rule, day)
        && !all.Any(other =>
            other.BodyKind == rule.BodyKind
            && other.Kind == rule.Kind
            && other.EffectDate.ToDateOnly() <= day
            && IsNewer(other, rule)
        );

    private static bool Applies(StatutoryRule rule, DateOnly day) =>
        rule.EffectDate.ToDateOnly() <= day && (rule.EndDate.ToDateOnly() ?? DateOnly.MaxValue) >= day;

    private static bool IsNewer(StatutoryRule one, StatutoryRule other) =>
        string.CompareOrdinal(StatutoryRuleTable.Place(one), StatutoryRuleTable.Place(other)) > 0;
}
