using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Bodies;

/// <summary>What a body's description must not contradict.</summary>
internal static class BodyRules
{
    private const int MostMembersOfRule = 100;
    private const int MostLeaders = 99;
    private const int MostOfEachGender = 50;

    /// <summary>The roles by which one has, or may be called to, a seat.</summary>
    public static readonly AppointmentRole[] Seats =
    [
        AppointmentRole.Chair,
        AppointmentRole.DeputyChair,
        AppointmentRole.Member,
        AppointmentRole.DeputyMember,
    ];

    /// <summary>The same as SQL has them.</summary>
    public static readonly string SeatNumbers = string.Join(", ", Seats.Select(role => (int)role));

    /// <summary>Whether a rule of this kind has a least number.</summary>
    public static bool HasMinimum(CompositionRuleKind kind) => !HasPercent(kind) && !IsPlain(kind);

    /// <summary>Whether a rule of this kind has a percentage.</summary>
    public static bool HasPercent(CompositionRuleKind kind) =>
        kind is CompositionRuleKind.LeadersAtMost or CompositionRuleKind.GenderBalance;

    /// <summary>Whether a rule of this kind needs no figure.</summary>
    public static bool IsPlain(CompositionRuleKind kind) =>
        kind is CompositionRuleKind.OneChair or CompositionRuleKind.NoDeciders or CompositionRuleKind.EmployerMajority;

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
        HashSet<(CompositionRuleKind, string)> seen = [];
        for (var i = 0; i < body.CompositionRules.Count; i++)
        {
            var rule = body.CompositionRules[i];
            if (!seen.Add((rule.Kind, rule.Organisation.Trim().ToUpperInvariant())))
                yield return new($"body.composition_rules[{i}].kind", "RULE_TWICE");
            foreach (var violation in Check(rule.Kind, rule.Minimum, rule.Percent, $"body.composition_rules[{i}]"))
                yield return violation;
            if (rule.Kind == CompositionRuleKind.NamedUnionRepresentatives && string.IsNullOrWhiteSpace(rule.Organisation))
                yield return new($"body.composition_rules[{i}].organisation", "REQUIRED");
            else if (rule.Kind != CompositionRuleKind.NamedUnionRepresentatives && rule.Organisation.Length > 0)
                yield return new($"body.composition_rules[{i}].organisation", "RULE_NAMES_NO_UNION");
            if (rule.StartDate.ToDateOnly() is { } from && rule.EndDate.ToDateOnly() is { } to && to < from)
                yield return new(
                    $"body.composition_rules[{i}].end_date",
                    "END_BEFORE_START",
                    NorwegianTime.Format(from),
                    NorwegianTime.Format(to)
                );
        }
        if (body.StartDate.ToDateOnly() is { } start && body.EndDate.ToDateOnly() is { } end && end < start)
            yield return new("body.end_date", "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(end));
    }

    /// <summary>What is wrong with the figures of a rule.</summary>
    /// <param name="place">Path of the rule in the request.</param>
    public static IEnumerable<Violation> Check(CompositionRuleKind kind, int minimum, int percent, string place)
    {
        if (HasMinimum(kind) && minimum < 1)
            yield return new($"{place}.minimum", "OUT_OF_RANGE", 1, MostMembersOfRule, minimum);
        if (kind == CompositionRuleKind.GenderBalance && percent is (< 1 or > MostOfEachGender))
            yield return new($"{place}.percent", "OUT_OF_RANGE", 1, MostOfEachGender, percent);
        if (kind == CompositionRuleKind.LeadersAtMost && percent is (< 0 or > MostLeaders))
            yield return new($"{place}.percent", "OUT_OF_RANGE", 0, MostLeaders, percent);
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
