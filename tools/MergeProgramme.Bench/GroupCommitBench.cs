using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Bench;

/// <summary>16 writers on SQLite with synchronous=FULL: writes that share a commit against each in a commit of its own.</summary>
internal static class GroupCommitBench
{
    private const int Writers = 16;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-bench-");
        await using var grouped = Open(Path.Combine(folder.FullName, "grouped"), 256);
        await using var alone = Open(Path.Combine(folder.FullName, "alone"), 1);

        var times = await Measure.CallsAsync((1_600, n => WriteAsync(grouped, n)), (320, n => WriteAsync(alone, n)));

        Console.WriteLine($"Writes with their event on SQLite, synchronous=FULL, {Writers} writers");
        Console.WriteLine($"  group commit                          {1e9 / times[0], 10:F0} writes/s");
        Console.WriteLine($"  a commit for each write               {1e9 / times[1], 10:F0} writes/s");
        Measure.Goal("group commit is faster by", times[1] / times[0], 3, atLeast: true, "×");
        Console.WriteLine();
    }

    private static SqliteModuleDatabase Open(string folder, int groupSize)
    {
        var database = new SqliteModuleDatabase(
            "organisation",
            new DatabaseOptions { Folder = folder, CommitGroupSize = groupSize },
            TimeProvider.System
        );
        database.Migrate(typeof(Organisation.OrganisationModule).Assembly);
        return database;
    }

    private static Task WriteAsync(SqliteModuleDatabase database, int writes) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async _ =>
                {
                    for (var i = 0; i < writes / Writers; i++)
                    {
                        await database.WriteAsync(
                            async session =>
                            {
                                var programme = new Programme
                                {
                                    Name = $"programmes/{Guid.NewGuid():N}",
                                    DisplayName = "Program",
                                    Etag = Etags.New(),
                                    CreateTime = Instants.ToTimestamp(session.Now),
                                    UpdateTime = Instants.ToTimestamp(session.Now),
                                };
                                await session.ExecuteAsync(
                                    """
                                    INSERT INTO programmes (name, display_name, description, kind, etag, create_time, update_time)
                                    VALUES (@Name, @DisplayName, @Description, @Kind, @Etag, @CreateTime, @UpdateTime)
                                    """,
                                    programme
                                );
                                session.Append("organisation.programme.created", programme.Name, programme);
                                return programme;
                            },
                            ""
                        );
                    }
                })
        );
}
