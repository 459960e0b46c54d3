using System.Globalization;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.StatutoryRules;

/// <summary>The SQL that several rpcs on rules of law share.</summary>
internal static class StatutoryRuleTable
{
    // Those that came with this system stand once, for every programme.
    private const string All = """
        SELECT @programme || '/statutoryRules/' || id AS name, body_kind, kind, minimum, percent, source, effect_date, end_date, note,
            1 AS built_in
        FROM built_in_rules
        UNION ALL
        SELECT name, body_kind, kind, minimum, percent, source, effect_date, end_date, note, 0 AS built_in
        FROM statutory_rules WHERE programme = @programme
        """;

    /// <summary>All that a programme knows, in order; each with whether it applies on the day.</summary>
    public static async Task<List<StatutoryRule>> AllAsync(Session session, string programme, DateOnly day)
    {
        var rules = await session.QueryAsync<StatutoryRule>($"SELECT * FROM ({All}) r", new { programme });
        rules.Sort((one, other) => string.CompareOrdinal(Place(one), Place(other)));
        foreach (var rule in rules)
            rule.InEffect = StatutoryRuleDates.InEffect(rule, rules, day);
        return rules;
    }

    /// <summary>Refuses rules of a body that say to follow from a rule of law that is not known, or is about something else.</summary>
    public static async Task RequireKnownAsync(Session session, string programme, Body body)
    {
        if (body.CompositionRules.All(r => r.StatutoryRule.Length == 0))
            return;
        var known = (await session.QueryAsync<StatutoryRule>($"SELECT * FROM ({All}) r", new { programme })).ToDictionary(
            r => r.Name,
            StringComparer.Ordinal
        );
        List<Violation> violations = [];
        foreach (var (i, rule) in body.CompositionRules.Index())
        {
            if (rule.StatutoryRule.Length == 0)
                continue;
            if (!known.TryGetValue(rule.StatutoryRule, out var law))
                violations.Add(new($"body.composition_rules[{i}].statutory_rule", "REFERENCE_NOT_FOUND", rule.StatutoryRule));
            else if (law.Kind != rule.Kind)
                violations.Add(new($"body.composition_rules[{i}].statutory_rule", "RULE_OF_OTHER_KIND", law.Source));
        }
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>Where it stands in the list: kind of body, date of effect, name.</summary>
    public static string Place(StatutoryRule rule) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)rule.BodyKind:D3} {rule.EffectDate.ToDateOnly():yyyy-MM-dd} {rule.Name}"
        );
}
