using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Demo;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>A host on each database with the sample programmes and everything that can be done to a resource, deletion too.</summary>
public sealed class StoredHosts : IAsyncLifetime
{
    private readonly Dictionary<TestDatabase, RunningHost> hosts = [];

    public RunningHost this[TestDatabase database] => hosts[database];

    /// <summary>The mandate that was decided on conditions, one of them met.</summary>
    public static string Decided => "programmes/gang/subProjects/a4/mandates/1";

    public async ValueTask InitializeAsync()
    {
        foreach (var database in (TestDatabase[])[TestDatabase.Sqlite, TestDatabase.PostgreSql])
        {
            var host = hosts[database] = await RunningHost.StartAsync(database);
            await SampleProgrammes.LoadAsync(host.Services);
            await WriteAsync(host);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
            await host.DisposeAsync();
    }

    /// <summary>A connection on which neither triggers nor foreign keys stand in the way of whoever owns the database.</summary>
    public async Task<DbConnection> OpenUnlockedAsync(TestDatabase database, string module)
    {
        var connection = await hosts[database].OpenAsync(module);
        if (database == TestDatabase.PostgreSql)
        {
            // Foreign keys stand aside for a replica; the locks of decided things do not.
            await ExecuteAsync(connection, "SET session_replication_role = replica");
            foreach (
                var table in await ReadAsync(
                    connection,
                    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"
                )
            )
                await ExecuteAsync(connection, $"ALTER TABLE {table[0]} DISABLE TRIGGER USER");
            return connection;
        }
        await ExecuteAsync(connection, "PRAGMA foreign_keys = OFF");
        foreach (var trigger in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            await ExecuteAsync(connection, $"DROP TRIGGER {trigger[0]}");
        return connection;
    }

    /// <summary>Does something to a table and puts it back as it was.</summary>
    public static async Task WithAsync(DbConnection connection, string table, Func<Task> work)
    {
        await ExecuteAsync(connection, $"CREATE TABLE kept AS SELECT * FROM {table}");
        try
        {
            await work();
        }
        finally
        {
            await ExecuteAsync(connection, $"DELETE FROM {table}");
            await ExecuteAsync(connection, $"INSERT INTO {table} SELECT * FROM kept");
            await ExecuteAsync(connection, "DROP TABLE kept");
        }
    }

    public static async Task<int> ExecuteAsync(DbConnection connection, string sql, object? value = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("value", value);
            command.Parameters.Add(parameter);
        }
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<List<object[]>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private static async Task WriteAsync(RunningHost host)
    {
        await MakeAccountAsync(new(host.Invoker(Transport.InProcess)));
        var clients = A4Walk.Clients.Of(host.Invoker(Transport.InProcess));
        var walk = new A4Walk(clients);
        await walk.UntilDecisionAsync();
        var decision = walk.Start();
        (decision.VotesFor, decision.VotesAgainst) = (2, 1);
        decision.Conditions.Add(
            new Condition
            {
                Text = "Avklar arkivet",
                Owner = "Eli Strand",
                DueDate = DateConversions.ToDate(new DateOnly(2030, 1, 2)),
            }
        );
        decision.Conditions.Add(
            new Condition
            {
                Text = "Avklar lokaler",
                Owner = "Jon Moen",
                DueDate = DateConversions.ToDate(new DateOnly(2030, 2, 3)),
            }
        );
        decision.Dissents.Add(new Dissent { DisplayName = "Torbjørn Vik", Text = "For tidlig." });
        await walk.DecideAsync(decision);
        await walk.OutcomeAsync();
        await clients.Mandates.MeetConditionAsync(
            new()
            {
                Name = Decided,
                Number = 1,
                MetDate = DateConversions.ToDate(TimeProvider.System.Today()),
                Evidence = "17/2",
            }
        );

        var stakeholder = await clients.Stakeholders.CreateStakeholderAsync(
            new()
            {
                Parent = walk.Programme,
                StakeholderId = "parorende",
                Stakeholder = new()
                {
                    DisplayName = "Pårørende",
                    Why = "Får tjenester.",
                    Kind = StakeholderKind.Group,
                    Interest = 3,
                    Influence = 2,
                },
            }
        );
        var kept = await clients.Stakeholders.ListStakeholdersAsync(new() { Parent = "programmes/indre-ostfold" });
        foreach (var parent in (string[])[stakeholder.Name, kept.Stakeholders[0].Name])
        {
            await clients.Stakeholders.CreateStakeholderNoteAsync(
                new()
                {
                    Parent = parent,
                    Note = new() { Text = "Snakker best før lunsj." },
                }
            );
        }
        await clients.Stakeholders.DeleteStakeholderAsync(new() { Name = stakeholder.Name });
        var person = await clients.Organisation.CreatePersonAsync(
            new()
            {
                Parent = walk.Programme,
                Person = new() { DisplayName = "Kari Lunde", Title = "Rådgiver" },
            }
        );
        person.Title = "Seniorrådgiver";
        await clients.Organisation.UpdatePersonAsync(new() { Person = person });
        var other = await clients.Organisation.CreateSubProjectAsync(
            new()
            {
                Parent = walk.Programme,
                SubProject = new()
                {
                    Code = "A5",
                    DisplayName = "Teknisk",
                    Kind = Organisation.V1.SubProjectKind.Administrative,
                },
            }
        );
        var milestone = new CreateMilestoneRequest
        {
            Parent = other.Name,
            Milestone = new()
            {
                Kind = MilestoneKind.Milestone,
                Title = "Utgår",
                PlannedEndDate = DateConversions.ToDate(new DateOnly(2030, 1, 2)),
            },
        };
        var first = await clients.Mandates.CreateMilestoneAsync(milestone);
        milestone.Milestone.Predecessors.Add(new MilestonePredecessor { Predecessor = first.Name });
        await clients.Mandates.DeleteMilestoneAsync(
            new() { Name = (await clients.Mandates.CreateMilestoneAsync(milestone)).Name }
        );
        var draft = await clients.Mandates.CreateMandateAsync(
            new()
            {
                Parent = other.Name,
                Mandate = new()
                {
                    Title = "Teknisk",
                    Template = "templates/prosjektmandat",
                    DocumentDate = DateConversions.ToDate(new DateOnly(2026, 1, 2)),
                },
            }
        );
        await clients.Mandates.DeleteMandateAsync(new() { Name = draft.Name, Etag = draft.Etag });

        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        var caller = Caller.Current;
        Caller.Set(Caller.Internal("sign-in"));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "local",
                Subject = "kari",
                Kind = PrincipalKind.Person,
                DisplayName = "Kari Lunde",
            }
        );
        // Seen again: no event, and no finding.
        await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "local",
                Subject = "kari",
                Kind = PrincipalKind.Person,
            }
        );
        foreach (var session in (int[])[1, 2])
        {
            await access.CreateSessionAsync(
                new()
                {
                    Parent = principal.Name,
                    Session = new() { Issuer = "local", UserAgent = "browser" },
                    KeyHash = Google.Protobuf.ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData([(byte)session])),
                    Ticket = Google.Protobuf.ByteString.CopyFromUtf8("ticket"),
                }
            );
            if (session == 2)
                await access.EndSessionsAsync(
                    new() { KeyHash = Google.Protobuf.ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData([2])) }
                );
        }
        Caller.Set(caller);
        foreach (var role in (Role[])[Role.Reader, Role.FinanceController])
        {
            var given = await access.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = walk.Programme,
                    RoleAssignment = new() { Principal = principal.Name, Role = role },
                }
            );
            if (role == Role.Reader)
                await access.DeleteRoleAssignmentAsync(new() { Name = given.Name });
        }
        await access.LinkPersonAsync(new() { Person = person.Name, Principal = principal.Name });
    }

    private static async Task MakeAccountAsync(AccessService.AccessServiceClient access)
    {
        var account = await access.CreateLocalAccountAsync(
            new()
            {
                LocalAccount = new() { Login = "kari", DisplayName = "Kari" },
            }
        );
        var link = await access.IssueLocalAccountLinkAsync(new() { Name = account.Name, ResetsSecondFactor = true });
        var hash = ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(link.Secret)));
        var found = await access.FindLocalAccountAsync(new() { LinkHash = hash });
        (found.PasswordHash, found.OneTimeKey, found.OneTimeStep) = ("hash", ByteString.CopyFrom(1, 2), 3);
        found.RecoveryCodeHashes.Add(ByteString.CopyFrom(4, 5));
        found.Passkeys.Add(
            new Passkey
            {
                CredentialId = ByteString.CopyFrom(6),
                DisplayName = "telefon",
                Data = ByteString.CopyFrom(7),
            }
        );
        await access.UpdateLocalCredentialsAsync(
            new()
            {
                Credentials = found,
                Change = CredentialChange.LinkUsed,
                LinkHash = hash,
            }
        );
        await access.IssueLocalAccountLinkAsync(new() { Name = account.Name });
        await access.FindLocalAccountAsync(new() { Login = "kari", Attempt = true });
    }
}
