using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Units;

/// <summary>The SQL that several rpcs on mappings share.</summary>
internal static class UnitMappingTable
{
    /// <summary>Mappings with what their units are called: <c>x</c> the mapping.</summary>
    public const string Select = """
        SELECT x.*, f.display_name AS from_unit_display_name, t.display_name AS to_unit_display_name
        FROM unit_mappings x
        JOIN units f ON f.name = x.from_unit
        JOIN units t ON t.name = x.to_unit
        """;

    public static async Task<UnitMapping> GetAsync(Session session, string name) =>
        await session.FindAsync<UnitMapping>($"{Select} WHERE x.name = @name", new { name }) ?? throw Problem.NotFound(name);

    public static Task<List<UnitMapping>> FromAsync(Session session, string unit) =>
        session.QueryAsync<UnitMapping>($"{Select} WHERE x.from_unit = @unit ORDER BY x.name", new { unit });

    public static Task<List<UnitMapping>> AllAsync(Session session, string programme) =>
        session.QueryAsync<UnitMapping>($"{Select} WHERE x.programme = @programme ORDER BY x.name", new { programme });
}
