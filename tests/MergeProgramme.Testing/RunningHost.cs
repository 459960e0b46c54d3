using System.Data.Common;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MergeProgramme.Host;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Respawn;
using Respawn.Graph;

namespace MergeProgramme.Testing;

/// <summary>The whole host on free ports, with an empty database of its own that Respawn empties again between tests.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    // What a fresh installation has: reference data from migrations, and the platform's own bookkeeping.
    private static readonly string[] Kept =
    [
        "event_head",
        "consumers",
        "schemaversions",
        "SchemaVersions",
        "templates",
        "built_in_participation_rules",
        "built_in_processing_activities",
        "built_in_procurement_rules",
        "built_in_consultation_rules",
        "built_in_rules",
        "template_sections",
        "gate_points",
        "heading_words",
        "outside_bodies",
        "usual_handover_items",
    ];

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;
    private readonly TestDatabase database;
    private readonly string connectionString;
    private readonly GrpcChannel channel;
    private readonly Dictionary<string, Respawner> respawners = [];

    private RunningHost(WebApplication app, DirectoryInfo folder, TestDatabase database, string connectionString)
    {
        this.app = app;
        this.folder = folder;
        this.database = database;
        this.connectionString = connectionString;
        var addresses = app.Services.GetRequiredService<Addresses>();
        Pages = new Uri(addresses.Pages);
        Grpc = new Uri(addresses.Grpc);
        channel = GrpcChannel.ForAddress(Grpc);
    }

    /// <summary>Where the pages are.</summary>
    public Uri Pages { get; }

    /// <summary>Where gRPC is.</summary>
    public Uri Grpc { get; }

    /// <summary>The settings that say where its data is, for a second program that looks at them.</summary>
    public IReadOnlyList<string> DatabaseSettings =>
        [$"--Database:Folder={folder.FullName}", $"--Database:PostgreSql={connectionString}"];

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a host of its own.</summary>
    /// <param name="configure">Replaces services or settings for the test.</param>
    /// <param name="settings">Further settings, such as <c>Modules:benefits:Address=http://…</c>.</param>
    public static async Task<RunningHost> StartAsync(
        TestDatabase database = TestDatabase.Sqlite,
        Action<WebApplicationBuilder>? configure = null,
        params string[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-test-");
        var connectionString =
            database == TestDatabase.PostgreSql ? await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync() : "";
        return await StartAsync(folder, database, connectionString, configure, settings);
    }

    /// <summary>Starts a host on the data of one that was stopped, as after a crash.</summary>
    public static async Task<RunningHost> StartAsync(
        DirectoryInfo folder,
        TestDatabase database,
        string connectionString,
        Action<WebApplicationBuilder>? configure,
        params string[] settings
    )
    {
        var app = Composition.Build(
            [
                "--Listen:Pages=http://127.0.0.1:0",
                "--Listen:Grpc=http://127.0.0.1:0",
                $"--Database:Folder={folder.FullName}",
                $"--Database:PostgreSql={connectionString}",
                // A test calls as often as it likes; those about limits state their own.
                "--Limits:PersonPerMinute=1000000",
                "--Limits:SystemPerMinute=1000000",
                "--Limits:AddressPerMinute=1000000",
                "--Limits:SignInPerMinute=1000000",
                .. settings.Select(s => $"--{s}"),
            ],
            builder =>
            {
                if (builder.Configuration.GetValue("Tests:SignedIn", true))
                    builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, TestCaller.Requests>();
                configure?.Invoke(builder);
            }
        );
        await app.StartAsync();
        return new(app, folder, database, connectionString);
    }

    /// <summary>How a client reaches the modules: <c>new OrganisationService.OrganisationServiceClient(host.Invoker(transport))</c>.</summary>
    public CallInvoker Invoker(Transport transport) =>
        transport == Transport.InProcess
            ? app.Services.GetRequiredService<InProcessCallInvoker>().AsOffice()
            : channel.CreateCallInvoker();

    /// <summary>As <see cref="Invoker"/>, but the caller is the test's own (<see cref="Caller.Current"/>), sealed as between hosts where it goes over the wire.</summary>
    public CallInvoker InvokerAsCaller(Transport transport) =>
        transport == Transport.InProcess
            ? app.Services.GetRequiredService<InProcessCallInvoker>()
            : channel.Intercept(new OutgoingCallerInterceptor(app.Services.GetRequiredService<CallerSeal>()));

    /// <summary>Empties every module's tables but reference data. Event sequences go on, so consumers do too.</summary>
    public async Task ResetAsync()
    {
        foreach (var module in app.Services.GetServices<Module>().Where(m => m.IsLocal))
        {
            await using var connection = await OpenAsync(module.Name);
            if (!respawners.TryGetValue(module.Name, out var respawner))
            {
                respawners[module.Name] = respawner = await Respawner.CreateAsync(
                    connection,
                    new RespawnerOptions
                    {
                        DbAdapter = database == TestDatabase.PostgreSql ? DbAdapter.Postgres : DbAdapter.Sqlite,
                        SchemasToInclude = database == TestDatabase.PostgreSql ? [module.Name] : [],
                        TablesToIgnore = [.. Kept.Select(t => new Table(t))],
                    }
                );
            }
            await using (await UnlockAsync(connection))
                await EmptyAsync(respawner, connection);
        }
    }

    // A consumer may still be at work on what the test before wrote; whom PostgreSQL picks in a deadlock with it begins again.
    private static async Task EmptyAsync(Respawner respawner, DbConnection connection)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await respawner.ResetAsync(connection);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 5)
            {
                // Nothing was emptied.
            }
        }
    }

    /// <summary>
    /// Takes the triggers off that lock decided and recorded things, and puts them back as they were when disposed. Only a test that begins
    /// anew may do so: the lock itself is never weaker for it.
    /// </summary>
    private async Task<IAsyncDisposable> UnlockAsync(DbConnection connection)
    {
        var (off, on) =
            database == TestDatabase.PostgreSql
                ? (
                    "format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)",
                    "format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' ELSE '' END, tgname)"
                )
                : ("'DROP TRIGGER ' || name", "sql");
        var from =
            database == TestDatabase.PostgreSql
                ? "pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
                : "sqlite_master WHERE type = 'trigger'";
        List<string> takeOff = [];
        List<string> putBack = [];
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT {off}, {on} FROM {from}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                takeOff.Add(reader.GetString(0));
                putBack.Add(reader.GetString(1));
            }
        }
        await ExecuteAsync(takeOff);
        return new Relock(() => ExecuteAsync(putBack));

        async Task ExecuteAsync(List<string> statements)
        {
            if (statements.Count == 0)
                return;
            await using var command = connection.CreateCommand();
            command.CommandText = string.Join(";\n", statements);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A connection behind the contracts' back, in the rights of the installation's owner: for proving what even that cannot do.</summary>
    public async Task<DbConnection> OpenAsync(string module)
    {
        DbConnection connection =
            database == TestDatabase.PostgreSql
                ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = module }.ToString())
                : new SqliteConnection(
                    $"Data Source={Path.Combine(folder.FullName, $"{module}.db")};Foreign Keys=True;Pooling=False;Default Timeout=5"
                );
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>All that a module's tables hold, as text: for proving what stands in none of them.</summary>
    public async Task<string> EverythingAsync(string module)
    {
        await using var connection = await OpenAsync(module);
        List<string> tables = [];
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                database == TestDatabase.PostgreSql
                    ? $"SELECT table_name FROM information_schema.tables WHERE table_schema = '{module}'"
                    : "SELECT name FROM sqlite_master WHERE type = 'table'";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }
        var everything = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    everything.Append(reader.GetValue(i)).Append('\n');
            }
        }
        return everything.ToString();
    }

    /// <summary>A module's database.</summary>
    public ModuleDatabase Database(string module) => app.Services.GetRequiredKeyedService<ModuleDatabase>(module);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Stops the host and leaves its data.</summary>
    public async Task<DirectoryInfo> StopAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        return folder;
    }

    private sealed class Relock(Func<Task> putBack) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await putBack();
    }
}
