using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using MergeProgramme.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// Reads a module's database as it stands, beside a running host or without one: one consistent view, nothing written, nothing believed.
/// </summary>
public sealed class LogReader : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        "id",
        "type",
        "subject",
        "actor",
        "origin",
        "request_id",
        "traceparent",
        "data",
        "data_hash",
        "previous_hash",
        "hash",
    ];

    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private LogReader(string module, DbConnection connection, DbTransaction transaction)
    {
        Module = module;
        this.connection = connection;
        this.transaction = transaction;
    }

    /// <summary>The module's name.</summary>
    public string Module { get; }

    /// <summary>Opens a module's database.</summary>
    /// <exception cref="AuditException">There is none, it cannot be opened, or it is not a module's.</exception>
    public static async Task<LogReader> OpenAsync(
        string module,
        DatabaseOptions options,
        CancellationToken cancellation = default
    )
    {
        DbConnection connection =
            options.PostgreSql.Length > 0
                ? new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(options.PostgreSql)
                    {
                        SearchPath = module,
                        Pooling = false,
                        ApplicationName = "mergeprogramme-audit",
                    }.ToString()
                )
                : new SqliteConnection(SqliteSource(module, options));
        try
        {
            await connection.OpenAsync(cancellation);
            var reader = new LogReader(module, connection, await BeginAsync(connection, cancellation));
            await reader.RequireTablesAsync(cancellation);
            return reader;
        }
        catch (DbException e)
        {
            await connection.DisposeAsync();
            throw new AuditException($"The database of {module} cannot be opened: {e.Message}", e);
        }
        catch (AuditException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the log says that it ends; null where that row is gone, is not one, or holds something else.</summary>
    public async Task<LogHead?> HeadAsync(CancellationToken cancellation = default)
    {
        await using var rows = await QueryAsync("SELECT sequence, hash FROM event_head", cancellation);
        if (!await rows.ReadAsync(cancellation) || rows.GetValue(0) is not long sequence || rows.GetValue(1) is not string hash)
            return null;
        return await rows.ReadAsync(cancellation) ? null : new(sequence, hash);
    }

    /// <summary>The rows in the order of their numbers, one at a time.</summary>
    public async IAsyncEnumerable<LogLine> LinesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var rows = await QueryAsync("SELECT * FROM events ORDER BY sequence", cancellation);
        var places = Enumerable
            .Range(0, rows.FieldCount)
            .ToDictionary(i => rows.GetName(i), i => i, StringComparer.OrdinalIgnoreCase);
        while (await rows.ReadAsync(cancellation))
            yield return Line(rows, places);
    }

    /// <summary>The tables of the module, by name.</summary>
    internal async Task<Dictionary<string, Table>> TablesAsync(CancellationToken cancellation)
    {
        await using var rows = await QueryAsync(Table.SqlOf(connection), cancellation);
        return await Table.ReadAsync(rows, cancellation);
    }

    /// <summary>Runs a statement that reads.</summary>
    internal Task<DbDataReader> QueryAsync(
        string sql,
        CancellationToken cancellation,
        params (string Name, object Value)[] parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        // A log of a million rows is read for as long as it takes.
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command.ExecuteReaderAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private LogLine Line(DbDataReader rows, Dictionary<string, int> places)
    {
        List<string>? malformed = null;
        var sequence = Number("sequence");
        var time = Number("time");
        var texts = Array.ConvertAll(Columns, Text);
        return new()
        {
            Source = Module,
            Sequence = sequence,
            Time = time,
            Id = texts[0],
            Type = texts[1],
            Subject = texts[2],
            Actor = texts[3],
            Origin = texts[4],
            RequestId = texts[5],
            Traceparent = texts[6],
            Data = texts[7],
            DataHash = texts[8],
            PreviousHash = texts[9],
            Hash = texts[10],
            Malformed = malformed is null ? "" : string.Join(", ", malformed),
        };

        long Number(string column)
        {
            var value = rows.GetValue(places[column]);
            if (value is long number)
                return number;
            (malformed ??= []).Add(column);
            // SQLite takes 7.5 and texts for a whole number; near its place at least it can be shown.
            return value is double near && Math.Abs(near) < long.MaxValue ? (long)near : 0;
        }

        string Text(string column)
        {
            // Before there was an origin there was no such column.
            if (!places.TryGetValue(column, out var place))
                return "";
            if (rows.GetValue(place) is string text)
                return text;
            (malformed ??= []).Add(column);
            return "";
        }
    }

    private async Task RequireTablesAsync(CancellationToken cancellation)
    {
        foreach (var table in (string[])["events", "event_head"])
        {
            try
            {
                await using var rows = await QueryAsync($"SELECT * FROM {table} WHERE 1 = 0", cancellation);
            }
            catch (DbException e)
            {
                throw new AuditException($"The database of {Module} has no readable table {table}: {e.Message}", e);
            }
        }
    }

    private static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection sqlite)
            return sqlite.BeginTransaction(deferred: true);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var readOnly = connection.CreateCommand();
        readOnly.CommandText = "SET TRANSACTION READ ONLY";
        await readOnly.ExecuteNonQueryAsync(cancellation);
        return transaction;
    }

    private static string SqliteSource(string module, DatabaseOptions options)
    {
        var file = Path.GetFullPath(Path.Combine(options.Folder, $"{module}.db"));
        if (!File.Exists(file))
        {
            throw new AuditException(
                $"There is no database {file}. Say where it is: --Database:Folder=FOLDER, or --Database:PostgreSql=CONNECTION."
            );
        }
        // A copy that nobody may write beside (a backup, a read-only disk) is opened as it is; a file that a host has open has its log beside it.
        var isStill = !File.Exists($"{file}-wal") && !IsWritable(Path.GetDirectoryName(file)!);
        return new SqliteConnectionStringBuilder
        {
            DataSource = isStill ? $"{new Uri(file).AbsoluteUri}?immutable=1" : file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString();
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".audit-{Guid.NewGuid():N}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>A table with its columns, and those of its primary key in order.</summary>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, string[] Key)
{
    private readonly Dictionary<string, int> places = Columns
        .Select((column, place) => (column, place))
        .ToDictionary(c => c.column, c => c.place, StringComparer.Ordinal);

    /// <summary>Where a column stands among the others.</summary>
    public int Place(string column) => places[column];

    /// <summary>Asks for every column of every table of a module: table, column, place in the key from 1, and whether it holds texts.</summary>
    public static string SqlOf(DbConnection connection) =>
        connection is SqliteConnection
            ? """
                SELECT m.name, c.name, c.pk, CASE WHEN c.type = 'TEXT' THEN 1 ELSE 0 END
                FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' ORDER BY m.name, c.cid
                """
            : """
                SELECT c.relname::text, a.attname::text,
                    COALESCE(array_position(string_to_array(i.indkey::text, ' ')::int[], a.attnum::int), 0)::bigint,
                    CASE WHEN a.atttypid = 'text'::regtype THEN 1 ELSE 0 END::bigint
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY c.relname, a.attnum
                """;

    /// <summary>The answer to it: the tables by name.</summary>
    public static async Task<Dictionary<string, Table>> ReadAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var columns = new List<(string Table, string Column, long Key, bool IsText)>();
        while (await rows.ReadAsync(cancellation))
            columns.Add((rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3) == 1));
        return columns
            .GroupBy(c => c.Table, StringComparer.Ordinal)
            .ToDictionary(
                t => t.Key,
                t => new Table(
                    t.Key,
                    [.. t.Select(c => c.Column)],
                    [.. t.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Column)]
                )
                {
                    Texts = [.. t.Where(c => c.IsText).Select(c => c.Column)],
                },
                StringComparer.Ordinal
            );
    }

    /// <summary>The columns that hold texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
