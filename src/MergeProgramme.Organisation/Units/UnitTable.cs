using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Units;

/// <summary>The SQL and the checks that several rpcs on units share.</summary>
internal static class UnitTable
{
    /// <summary>Units with the names of what they refer to: <c>u</c> the unit.</summary>
    public const string Select = """
        SELECT u.*, h.display_name AS head_display_name, d.display_name AS delegate_display_name,
            m.display_name AS municipality_display_name
        FROM units u
        LEFT JOIN persons h ON h.name = u.head
        LEFT JOIN persons d ON d.name = u.delegate
        LEFT JOIN municipalities m ON m.name = u.municipality
        """;

    public static async Task<Unit> GetAsync(Session session, string name) =>
        await session.FindAsync<Unit>($"{Select} WHERE u.name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>All units of a programme, by level and display name: hundreds, not thousands, each a line of a chart.</summary>
    public static Task<List<Unit>> AllAsync(Session session, string programme) =>
        session.QueryAsync<Unit>(
            $"{Select} WHERE u.programme = @programme ORDER BY u.level, u.display_name, u.name",
            new { programme }
        );

    /// <summary>Refuses what contradicts, references that lead nowhere or elsewhere, a code that is taken, a place in another chart, and a cycle.</summary>
    public static async Task RequireValidAsync(Session session, string programme, Unit unit)
    {
        List<Violation> violations = [.. UnitRules.Check(unit)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        await References.RequireAsync(
            session,
            programme,
            new Reference("unit.parent_unit", unit.ParentUnit, "units"),
            new Reference("unit.municipality", unit.Municipality, "municipalities"),
            new Reference("unit.head", unit.Head, "persons"),
            new Reference("unit.delegate", unit.Delegate, "persons")
        );
        if (unit.ParentUnit.Length > 0)
        {
            violations.AddRange(UnitRules.CheckUnder(await GetAsync(session, unit.ParentUnit), unit));
            if (violations.Count > 0)
                throw Problem.Invalid(violations);
            await References.RequireNoCycleAsync(session, "units", "parent_unit", "unit.parent_unit", unit.Name, unit.ParentUnit);
        }
        if (unit.Code.Length == 0)
            return;
        var other = await session.FindAsync<string>(
            """
            SELECT display_name FROM units
            WHERE programme = @programme AND chart = @Chart AND code = @Code AND name <> @Name
            """,
            new
            {
                programme,
                Chart = UnitRules.ChartOf(unit),
                unit.Code,
                unit.Name,
            }
        );
        if (other is not null)
            throw Problem.Taken("unit.code", "UNIT_CODE_TAKEN", unit.Code, other);
    }

    public static Task InsertAsync(WriteSession session, string programme, Unit unit) =>
        session.ExecuteAsync(
            """
            INSERT INTO units (name, programme, display_name, code, level, parent_unit, municipality, new_organisation, chart, head,
                delegate, delegate_start_date, delegate_end_date, start_date, end_date, etag)
            VALUES (@Name, @programme, @DisplayName, @Code, @Level, NULLIF(@ParentUnit, ''), NULLIF(@Municipality, ''),
                @NewOrganisation, @Chart, NULLIF(@Head, ''), NULLIF(@Delegate, ''), @DelegateStartDate, @DelegateEndDate, @StartDate,
                @EndDate, @Etag)
            """,
            new
            {
                unit.Name,
                programme,
                unit.DisplayName,
                unit.Code,
                unit.Level,
                unit.ParentUnit,
                unit.Municipality,
                unit.NewOrganisation,
                Chart = UnitRules.ChartOf(unit),
                unit.Head,
                unit.Delegate,
                unit.DelegateStartDate,
                unit.DelegateEndDate,
                unit.StartDate,
                unit.EndDate,
                unit.Etag,
            }
        );
}
