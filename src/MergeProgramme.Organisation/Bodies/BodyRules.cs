using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Bodies;

/// <summary>What a body's description must not contradict.</summary>
internal static class BodyRules
{
    private const int MostMembersOfRule = 100;

    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(Body body)
    {
        // Mandat A4, point 6: "Referansegruppen skal ha en rådgivende funksjon."
        if (body is { Kind: BodyKind.ReferenceGroup, Authority: not BodyAuthority.Advisory })
            yield return new("body.authority", "REFERENCE_GROUP_ADVISES");
        if (body is { Authority: BodyAuthority.Advisory, Decides.Count: > 0 })
            yield return new("body.decides", "ADVISORY_DECIDES_NOTHING");
        if (body is { Kind: not BodyKind.LineCouncil, Municipality.Length: > 0 })
            yield return new("body.municipality", "MUNICIPALITY_OF_NO_COUNCIL");
        for (var i = 0; i < body.Decides.Count; i++)
        {
            if (body.Decides[i] == DecisionPoint.Unspecified)
                yield return new($"body.decides[{i}]", "REQUIRED");
        }
        HashSet<CompositionRuleKind> seen = [];
        for (var i = 0; i < body.CompositionRules.Count; i++)
        {
            var rule = body.CompositionRules[i];
            if (!seen.Add(rule.Kind))
                yield return new($"body.composition_rules[{i}].kind", "RULE_TWICE");
            if (rule.Kind != CompositionRuleKind.OneChair && rule.Minimum < 1)
                yield return new($"body.composition_rules[{i}].minimum", "OUT_OF_RANGE", 1, MostMembersOfRule, rule.Minimum);
        }
        if (body.StartDate.ToDateOnly() is { } start && body.EndDate.ToDateOnly() is { } end && end < start)
            yield return new("body.end_date", "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(end));
    }

    /// <summary>
    /// Appointments that would stand outside the life of a body: begun before its first day, or begun or ending after its last. One that
    /// runs until further notice ends with the body.
    /// </summary>
    public static IEnumerable<Appointment> Outside(Body body, IEnumerable<Appointment> appointments)
    {
        var (first, last) = (body.StartDate.ToDateOnly() ?? DateOnly.MinValue, body.EndDate.ToDateOnly() ?? DateOnly.MaxValue);
        return appointments.Where(a =>
            a.StartDate.ToDateOnly() < first || a.StartDate.ToDateOnly() > last || a.EndDate.ToDateOnly() > last
        );
    }
}
