using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Positions;

/// <summary>The SQL and the checks that several rpcs on positions share.</summary>
internal static class PositionTable
{
    /// <summary>Positions with what they refer to: <c>p</c> the position, <c>u</c> its unit of today.</summary>
    public const string Select = """
        SELECT p.*, h.display_name AS holder_display_name, u.display_name AS unit_display_name,
            n.display_name AS new_unit_display_name, u.municipality AS municipality, m.display_name AS municipality_display_name
        FROM positions p
        JOIN units u ON u.name = p.unit
        LEFT JOIN municipalities m ON m.name = u.municipality
        LEFT JOIN units n ON n.name = p.new_unit
        LEFT JOIN persons h ON h.name = p.holder
        """;

    public static async Task<Position> GetAsync(Session session, string name) =>
        await session.FindAsync<Position>($"{Select} WHERE p.name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>All positions of a programme, counted by where they stand and go.</summary>
    public static Task<List<PositionCount>> CountsAsync(Session session, string programme) =>
        session.QueryAsync<PositionCount>(
            """
            SELECT unit, COALESCE(new_unit, '') AS new_unit, placement, vacant, COUNT(*) AS count,
                CAST(SUM(percent_hundredths) AS BIGINT) AS percents, CAST(SUM(yearly_cost) AS BIGINT) AS cost
            FROM positions WHERE programme = @programme
            GROUP BY unit, new_unit, placement, vacant
            """,
            new { programme }
        );

    /// <summary>
    /// Refuses what contradicts, references that lead nowhere or elsewhere, units of the wrong chart, a number that another position of the
    /// municipality has, and a cost that is not likely and not confirmed.
    /// </summary>
    public static async Task RequireValidAsync(Session session, string programme, Position position, bool costConfirmed)
    {
        List<Violation> violations =
        [
            .. PositionRules.Check(position),
            .. PositionRules.CheckCost(
                "position.yearly_cost",
                Ore.Of(position.YearlyCost),
                position.PercentHundredths,
                costConfirmed
            ),
        ];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        await References.RequireAsync(
            session,
            programme,
            new Reference("position.unit", position.Unit, "units"),
            new Reference("position.new_unit", position.NewUnit, "units"),
            new Reference("position.holder", position.Holder, "persons")
        );
        var unit = await UnitTable.GetAsync(session, position.Unit);
        violations.AddRange(
            PositionRules.CheckUnits(
                unit,
                position.NewUnit.Length > 0 ? await UnitTable.GetAsync(session, position.NewUnit) : null
            )
        );
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        if (position.Number.Length == 0)
            return;
        var other = await session.FindAsync<string>(
            """
            SELECT p.title FROM positions p JOIN units u ON u.name = p.unit
            WHERE p.programme = @programme AND p.number = @Number AND u.municipality = @Municipality AND p.name <> @Name
            ORDER BY p.name LIMIT 1
            """,
            new
            {
                programme,
                position.Number,
                unit.Municipality,
                position.Name,
            }
        );
        if (other is not null)
            throw Problem.Taken("position.number", "POSITION_NUMBER_TAKEN", position.Number, unit.MunicipalityDisplayName, other);
    }

    /// <summary>What a search for a position looks in.</summary>
    public static string SearchText(Position position) =>
        string.Join('\n', position.Title, position.Number, position.Code).ToLowerInvariant();

    /// <summary>Inserts positions that have their names and etags already.</summary>
    public static Task InsertAsync(WriteSession session, string programme, IEnumerable<Position> positions) =>
        session.ExecuteAsync(
            """
            INSERT INTO positions (name, programme, title, number, code, percent_hundredths, yearly_cost, unit, holder, vacant,
                vacant_from_date, new_unit, placement, search, etag)
            VALUES (@Name, @programme, @Title, @Number, @Code, @PercentHundredths, @YearlyCost, @Unit, NULLIF(@Holder, ''), @Vacant,
                @VacantFromDate, NULLIF(@NewUnit, ''), @Placement, @Search, @Etag)
            """,
            positions.Select(position => new
            {
                position.Name,
                programme,
                position.Title,
                position.Number,
                position.Code,
                position.PercentHundredths,
                position.YearlyCost,
                position.Unit,
                position.Holder,
                position.Vacant,
                position.VacantFromDate,
                position.NewUnit,
                position.Placement,
                Search = SearchText(position),
                position.Etag,
            })
        );

    /// <summary>A name for a new position: without its title, of which there are many, and without its holder's name.</summary>
    public static string NewName(WriteSession session, string programme) =>
        $"{programme}/positions/{Guid.CreateVersion7(session.Now):N}";

    /// <summary>What the event log says of a position: everybody who reads the charts reads the log, and not who has which position.</summary>
    public static Position Logged(Position position)
    {
        var said = position.Clone();
        (said.Holder, said.HolderDisplayName) = ("", "");
        return said;
    }
}
