using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Platform.Tests.Data;

/// <summary>State and event in one transaction, on both databases.</summary>
[Collection("hosts")]
public sealed class WriteTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase> Databases => new(TestDatabase.Sqlite, TestDatabase.PostgreSql);

    [Theory, MemberData(nameof(Databases))]
    public async Task What_fails_in_the_middle_leaves_nothing(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var organisation = host.Database("organisation");
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            organisation.WriteAsync<bool>(
                async session =>
                {
                    await InsertAsync(session, "programmes/half");
                    session.Append("organisation.programme.created", "programmes/half", new Programme());
                    throw new InvalidOperationException("The power went.");
                },
                ""
            )
        );
        Assert.Empty(await NamesAsync(organisation));
        Assert.Empty(await EventsAsync(host));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task One_write_that_fails_takes_no_other_with_it(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var organisation = host.Database("organisation");
        // All at once, so that on SQLite they share commits.
        var writes = Enumerable
            .Range(0, 60)
            .Select(i =>
                organisation.WriteAsync(
                    async session =>
                    {
                        await InsertAsync(session, $"programmes/p{i}");
                        session.Append(
                            "organisation.programme.created",
                            $"programmes/p{i}",
                            new Programme { DisplayName = $"{i}" }
                        );
                        return i % 3 == 0 ? throw Problem.Precondition($"programmes/p{i}", "NOT_FOUND", i) : i;
                    },
                    ""
                )
            )
            .ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(20, writes.Count(w => w.Exception?.InnerException is Problem));
        Assert.Equal(40, writes.Count(w => w.IsCompletedSuccessfully));
        Assert.Equal(40, (await NamesAsync(organisation)).Count);
        Assert.Equal(40, (await EventsAsync(host)).Count);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Every_line_of_the_log_covers_the_one_before(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => client.CreateProgrammeAsync(Request($"Program {i}")).ResponseAsync)
        );

        var events = await EventsAsync(host);
        Assert.Equal(30, events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            Assert.Equal(EventLog.HashOf(events[i]), events[i].Hash);
            if (i > 0)
            {
                Assert.Equal(events[i - 1].Hash, events[i].PreviousHash);
                Assert.Equal(events[i - 1].Sequence + 1, events[i].Sequence);
            }
        }
        var altered = events[3].Clone();
        altered.Actor = "somebody else";
        Assert.NotEqual(altered.Hash, EventLog.HashOf(altered));
    }

    [Fact]
    public async Task A_database_that_is_closed_is_not_opened_again()
    {
        var host = await RunningHost.StartAsync();
        var database = host.Database("organisation");
        await host.DisposeAsync();

        await Assert.ThrowsAsync<DatabaseBusyException>(() => database.ReadAsync(session => session.FindAsync<long>("SELECT 1")));
        await Assert.ThrowsAsync<DatabaseBusyException>(() =>
            database.WriteAsync(session => session.FindAsync<long>("SELECT 1"), "")
        );
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_request_sent_many_times_at_once_happens_once(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        var request = Request("Indre Østfold");
        request.RequestId = "b0e1c5f2";
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CreateProgrammeAsync(request).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Single(await NamesAsync(host.Database("organisation")));
        Assert.Single(await EventsAsync(host));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Of_two_writes_on_the_same_version_one_is_refused(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        var created = await client.CreateProgrammeAsync(Request("Indre Østfold"));
        var writes = Enumerable
            .Range(0, 8)
            .Select(i =>
            {
                var mine = created.Clone();
                mine.Description = $"Skrevet av {i}";
                return client.UpdateProgrammeAsync(new() { Programme = mine }).ResponseAsync;
            })
            .ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        var won = Assert.Single(writes, w => w.IsCompletedSuccessfully);
        Assert.All(
            writes.Except([won]),
            w => Assert.Equal(StatusCode.Aborted, ((RpcException)w.Exception!.InnerException!).StatusCode)
        );
        Assert.Equal((await won).Description, (await client.GetProgrammeAsync(new() { Name = created.Name })).Description);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_same_name_wished_for_by_many_at_once_is_given_once(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        var created = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => client.CreateProgrammeAsync(Request("Indre Østfold")).ResponseAsync)
        );
        Assert.Equal(4, created.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public async Task In_PostgreSQL_a_module_cannot_read_another_modules_tables()
    {
        var host = await hosts.CleanAsync(TestDatabase.PostgreSql);
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            host.Database("stakeholders")
                .ReadAsync(session => session.QueryAsync<string>("SELECT name FROM organisation.programmes"))
        );
        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task In_SQLite_a_reader_cannot_write()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() =>
            host.Database("organisation").ReadAsync(session => session.ExecuteAsync("DELETE FROM programmes"))
        );
    }

    private static CreateProgrammeRequest Request(string displayName) =>
        new()
        {
            Programme = new() { DisplayName = displayName, Kind = ProgrammeKind.MunicipalMerger },
        };

    private static Task<int> InsertAsync(Session session, string name) =>
        session.ExecuteAsync(
            """
            INSERT INTO programmes (name, display_name, description, kind, etag, create_time, update_time)
            VALUES (@name, 'x', '', 1, 'e', 0, 0)
            """,
            new { name }
        );

    private static Task<List<string>> NamesAsync(ModuleDatabase database) =>
        database.ReadAsync(session => session.QueryAsync<string>("SELECT name FROM programmes"));

    private static async Task<List<Event>> EventsAsync(RunningHost host)
    {
        var client = new Client(host.Invoker(Transport.InProcess));
        using var call = client.StreamEvents(new());
        var events = new List<Event>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            events.Add(call.ResponseStream.Current);
        return events;
    }
}
