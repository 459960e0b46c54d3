using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Map;

/// <summary>The SQL that several rpcs on enablers share.</summary>
internal static class EnablerTable
{
    public const string Columns = "name, source, source_title, create_time";

    public static async Task<Enabler> GetAsync(Session session, string name) =>
        await session.FindAsync<Enabler>($"SELECT {Columns} FROM enablers WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>All of a programme, in the order in which they were linked.</summary>
    public static Task<List<Enabler>> OfProgrammeAsync(Session session, string programme) =>
        session.QueryAsync<Enabler>(
            $"""
            SELECT e.{Columns.Replace(
                ", ",
                ", e.",
                StringComparison.Ordinal
            )} FROM enablers e JOIN measures m ON m.name = e.measure
            WHERE m.parent = @programme ORDER BY m.position, e.position
            """,
            new { programme }
        );

    /// <summary>Writes a new one last of its measure.</summary>
    public static Task InsertAsync(WriteSession session, Enabler enabler) =>
        session.ExecuteAsync(
            """
            INSERT INTO enablers (name, measure, position, source, source_title, create_time)
            VALUES (@Name, @Measure, (SELECT COALESCE(MAX(position), 0) + 1 FROM enablers WHERE measure = @Measure), @Source, @SourceTitle,
                @CreateTime)
            """,
            new
            {
                enabler.Name,
                Measure = ResourceNames.Parent(enabler.Name),
                enabler.Source,
                enabler.SourceTitle,
                enabler.CreateTime,
            }
        );
}
