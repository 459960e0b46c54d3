using System.Globalization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Rules;

/// <summary>The SQL that several rpcs on figures of procurement law share.</summary>
internal static class RuleTable
{
    // Those that came with this system stand once, for every programme.
    private const string All = """
        SELECT @programme || '/procurementRules/' || id AS name, kind, value, effect_date, source, 1 AS built_in
        FROM built_in_procurement_rules
        UNION ALL
        SELECT name, kind, value, effect_date, source, 0 AS built_in FROM procurement_rules WHERE programme = @programme
        """;

    /// <summary>All that a programme knows, by kind and date of effect.</summary>
    public static async Task<List<ProcurementRule>> AllAsync(Session session, string programme)
    {
        var rules = await session.QueryAsync<ProcurementRule>($"SELECT * FROM ({All}) r", new { programme });
        rules.Sort((one, other) => string.CompareOrdinal(Place(one), Place(other)));
        return rules;
    }

    /// <summary>Where it stands in the list: kind, date of effect, name.</summary>
    public static string Place(ProcurementRule rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)rule.Kind:D3} {rule.EffectDate.ToDateOnly():yyyy-MM-dd} {rule.Name}");
}
