using System.Globalization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>The SQL that several rpcs on rules of co-determination share.</summary>
internal static class RuleTable
{
    // Those that came with this system stand once, for every programme.
    private const string All = """
        SELECT @programme || '/participationRules/' || id AS name, matter_kind, party_kind, form, source, effect_date, end_date, note,
            1 AS built_in
        FROM built_in_participation_rules
        UNION ALL
        SELECT name, matter_kind, party_kind, form, source, effect_date, end_date, note, 0 AS built_in
        FROM participation_rules WHERE programme = @programme
        """;

    /// <summary>All that a programme knows, in order; each with whether it holds on the day.</summary>
    public static async Task<List<ParticipationRule>> AllAsync(Session session, string programme, DateOnly day)
    {
        var rules = await session.QueryAsync<ParticipationRule>($"SELECT * FROM ({All}) r", new { programme });
        rules.Sort((one, other) => string.CompareOrdinal(Place(one), Place(other)));
        foreach (var rule in rules)
            rule.InEffect = Proposals.InEffect(rule, day);
        return rules;
    }

    /// <summary>Where it stands in the list: kind of matter, date of effect, name.</summary>
    public static string Place(ParticipationRule rule) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)rule.MatterKind:D3} {rule.EffectDate.ToDateOnly():yyyy-MM-dd} {rule.Name}"
        );
}
