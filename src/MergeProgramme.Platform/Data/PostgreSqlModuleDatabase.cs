using System.Data;
using Npgsql;

namespace MergeProgramme.Platform.Data;

/// <summary>A schema of a PostgreSQL database, reached in a role that has no right outside it.</summary>
internal sealed class PostgreSqlModuleDatabase : ModuleDatabase
{
    private const int Tries = 4;

    private readonly NpgsqlDataSource source;
    private readonly string owner;
    private readonly string schema;
    private readonly string role;

    public PostgreSqlModuleDatabase(string module, DatabaseOptions options, TimeProvider time)
        : base(module, time)
    {
        schema = module;
        role = $"mergeprogramme_{module}";
        owner = options.PostgreSql;
        // The role is taken on when the connection starts: no statement of the module ever runs with the owner's rights.
        source = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(owner)
            {
                Options = $"-c search_path={schema} -c role={role}",
                ApplicationName = $"mergeprogramme-{module}",
                MaxAutoPrepare = 100,
            }.ToString()
        ).Build();
    }

    internal override bool IsShared => true;

    private protected override string SystemName => "postgresql";

    public override void Migrate(System.Reflection.Assembly migrations)
    {
        using (var connection = new NpgsqlConnection(owner))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Roles belong to the whole server, so another installation may be creating the same one right now.
            command.CommandText = $"""
                SELECT pg_advisory_lock(7236521);
                DO $do$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $do$;
                GRANT {role} TO CURRENT_USER;
                CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {role};
                SELECT pg_advisory_unlock(7236521);
                """;
            command.ExecuteNonQuery();
        }
        Migrations.Run(Module, migrations, "postgresql", m => m.PostgresqlDatabase(source.ConnectionString));
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            return await read(NewRead(connection));
        }
        catch (NpgsqlException e) when (e is not PostgresException || e.IsTransient)
        {
            throw new DatabaseBusyException($"{Module} could not be read in time.", e);
        }
    }

    private protected override async Task<T> CommitAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
                var result = await work(NewWrite(connection));
                await transaction.CommitAsync(CancellationToken.None);
                SignalCommit();
                return result;
            }
            catch (PostgresException e)
                when (attempt < Tries
                    && e.SqlState
                        is PostgresErrorCodes.DeadlockDetected
                            or PostgresErrorCodes.SerializationFailure
                            or PostgresErrorCodes.UniqueViolation
                )
            {
                // Undone because another write came between (two chose the same new name, say); run again, it sees what the other wrote.
            }
            catch (NpgsqlException e) when (e is not PostgresException || e.IsTransient)
            {
                throw new DatabaseBusyException($"{Module} could not be written in time.", e);
            }
        }
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
