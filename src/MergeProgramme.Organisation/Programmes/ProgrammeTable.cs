using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Programmes;

/// <summary>The SQL that several rpcs on programmes share.</summary>
internal static class ProgrammeTable
{
    public static async Task<Programme> GetAsync(Session session, string name)
    {
        var programme =
            await session.FindAsync<Programme>("SELECT * FROM programmes WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        programme.Goals.AddRange(
            await session.QueryAsync<ProgrammeGoal>(
                "SELECT text FROM programme_goals WHERE programme = @name ORDER BY position",
                new { name }
            )
        );
        return programme;
    }

    /// <summary>Refuses a parent that does not exist.</summary>
    public static async Task RequireAsync(Session session, string name)
    {
        if (await session.FindAsync<string>("SELECT name FROM programmes WHERE name = @name", new { name }) is null)
            throw Problem.NotFound(name);
    }

    /// <summary>
    /// Refuses a parent that does not exist, and makes writes that hold a rule over several rows of one programme (no overlap, no cycle)
    /// wait for each other: PostgreSQL would let two of them pass side by side otherwise.
    /// </summary>
    public static async Task LockAsync(WriteSession session, string name)
    {
        if (await session.ExecuteAsync("UPDATE programmes SET etag = etag WHERE name = @name", new { name }) == 0)
            throw Problem.NotFound(name);
    }

    public static async Task WriteGoalsAsync(WriteSession session, Programme programme)
    {
        await session.ExecuteAsync("DELETE FROM programme_goals WHERE programme = @Name", programme);
        await session.ExecuteAsync(
            "INSERT INTO programme_goals (programme, position, text) VALUES (@Name, @position, @Text)",
            programme.Goals.Select(
                (goal, position) =>
                    new
                    {
                        programme.Name,
                        position,
                        goal.Text,
                    }
            )
        );
    }
}
