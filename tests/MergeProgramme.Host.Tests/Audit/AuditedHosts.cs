using System.Data.Common;
using MergeProgramme.Host.Audit;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>
/// A host on each database with a log that was written through the contracts, and a copy of its tables: every test tampers with the log by
/// plain SQL, behind the contracts' back, and has it put back as it was.
/// </summary>
public sealed class AuditedHosts : IAsyncLifetime
{
    public const string Module = "organisation";

    private readonly Dictionary<TestDatabase, RunningHost> hosts = [];
    private readonly Dictionary<TestDatabase, string> anchors = [];

    /// <summary>Rows in the log of <see cref="Module"/>.</summary>
    public static int Rows => 12;

    /// <summary>Where the anchors of a database are: made after rows 6 and 12.</summary>
    public string AnchorsOf(TestDatabase database) => anchors[database];

    public RunningHost this[TestDatabase database] => hosts[database];

    public async ValueTask InitializeAsync()
    {
        foreach (var database in (TestDatabase[])[TestDatabase.Sqlite, TestDatabase.PostgreSql])
        {
            var host = hosts[database] = await RunningHost.StartAsync(database);
            anchors[database] = Directory.CreateTempSubdirectory("mergeprogramme-test-anchors-").FullName;
            await host.ProgrammeAsync("indre-ostfold", "a1", "a2", "a3", "a4", "a5");
            await AnchorAsync(database);
            var client = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
            for (var i = 1; i <= 5; i++)
            {
                await client.CreatePersonAsync(
                    new()
                    {
                        Parent = "programmes/indre-ostfold",
                        Person = new() { DisplayName = $"Person {i}", Title = "Rådgiver" },
                        RequestId = $"request-{i}",
                    }
                );
            }
            var programme = await client.GetProgrammeAsync(new() { Name = "programmes/indre-ostfold" });
            programme.Description = "Fem kommuner blir én.";
            await client.UpdateProgrammeAsync(new() { Programme = programme });
            await AnchorAsync(database);
            await ExecuteAsync(
                database,
                "CREATE TABLE kept_events AS SELECT * FROM events",
                "CREATE TABLE kept_head AS SELECT * FROM event_head"
            );
        }
    }

    /// <summary>Runs the verb <c>audit</c> on a database.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(TestDatabase database, params string[] arguments)
    {
        using var output = new StringWriter();
        var exitCode = await AuditCommand.RunAsync([.. arguments, .. hosts[database].DatabaseSettings], output, output);
        return (exitCode, output.ToString());
    }

    /// <summary>Runs SQL as whoever may write to the database does.</summary>
    public async Task ExecuteAsync(TestDatabase database, params string[] statements)
    {
        await using var connection = await hosts[database].OpenAsync(Module);
        foreach (var sql in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task ChangeAsync(TestDatabase database, string sql, object value, long row)
    {
        await using var connection = await hosts[database].OpenAsync(Module);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Add("value", value);
        Add("row", row);
        await command.ExecuteNonQueryAsync();

        void Add(string name, object parameterValue)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, parameterValue);
            command.Parameters.Add(parameter);
        }
    }

    public Task RestoreAsync(TestDatabase database) =>
        ExecuteAsync(
            database,
            "DELETE FROM events",
            "INSERT INTO events SELECT * FROM kept_events",
            "DELETE FROM event_head",
            "INSERT INTO event_head SELECT * FROM kept_head"
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
            await host.DisposeAsync();
        foreach (var folder in anchors.Values)
            Directory.Delete(folder, recursive: true);
    }

    private async Task AnchorAsync(TestDatabase database) =>
        Assert.Equal(0, (await RunAsync(database, "anchor", "--to", anchors[database])).ExitCode);
}
