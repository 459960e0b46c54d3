using System.Data.Common;
using System.Globalization;
using Dapper;
using Google.Protobuf;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Events;
using Npgsql;

namespace MergeProgramme.Platform.Data;

/// <summary>A write in progress: what it writes and the events that say so are committed together, or not at all.</summary>
public sealed class WriteSession : Session
{
    private readonly List<(string Type, string Subject, IMessage Data)> events = [];

    internal WriteSession(DbConnection connection, string module, string system, DateTimeOffset now)
        : base(connection, module, system) => Now = now;

    /// <summary>The time of this write, for every row and event of it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Says what was written. It is in the event log if and only if the write is committed.</summary>
    /// <param name="type">What happened, such as <c>mandates.mandate.decided</c>.</param>
    /// <param name="subject">Resource name of what it happened to.</param>
    /// <param name="data">The resource after the change, or what the event says instead.</param>
    public void Append(string type, string subject, IMessage data) => events.Add((type, subject, data));

    /// <summary>Updates the one row of a resource, if it still is the version that this write has read.</summary>
    /// <param name="sql">An UPDATE whose WHERE names the row; the etag is added to it.</param>
    /// <param name="currentEtag">The etag that this write has read.</param>
    /// <exception cref="Problem">ABORTED where another write came between.</exception>
    public async Task UpdateAsync(string sql, IMessage resource, string currentEtag)
    {
        var parameters = new DynamicParameters(resource);
        parameters.Add("CurrentEtag", currentEtag);
        if (await ExecuteAsync($"{sql} AND etag = @CurrentEtag", parameters) == 0)
            throw Problem.Stale((string)resource.Descriptor.FindFieldByName("name").Accessor.GetValue(resource));
    }

    /// <summary>
    /// Holds the row of a resource against other writers until this write ends; without effect where there is none. Call it before reading what the write
    /// goes by. It changes nothing: PostgreSQL locks the row, SQLite has one writer anyway.
    /// </summary>
    /// <param name="table">Known to the caller, never from outside; with the columns name and etag.</param>
    public Task HoldAsync(string table, string name) =>
        ExecuteAsync($"UPDATE {table} SET etag = etag WHERE name = @name", new { name });

    /// <summary>Puts many rows into a table, as fast as the database takes them.</summary>
    /// <param name="table">Known to the caller, never from outside.</param>
    /// <param name="columns">Likewise.</param>
    /// <param name="rows">A value for each column: null, string, int or long, as the column is.</param>
    public async Task InsertRowsAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var names = string.Join(", ", columns);
        if (Connection is NpgsqlConnection npgsql)
        {
            await using var copy = await npgsql.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var value in row)
                    await (
                        value switch
                        {
                            null => copy.WriteNullAsync(),
                            string text => copy.WriteAsync(text),
                            int number => copy.WriteAsync(number),
                            long number => copy.WriteAsync(number),
                            _ => throw new ArgumentException($"{value.GetType()} stands in no column.", nameof(rows)),
                        }
                    );
            }
            await copy.CompleteAsync();
            return;
        }
        await using var insert = Connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})";
        foreach (var (i, _) in columns.Index())
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            insert.Parameters.Add(parameter);
        }
        // SQLite prepares it once: the same command runs for every row.
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync();
        }
    }

    internal Task FlushEventsAsync(string module, string requestId) =>
        events.Count == 0 ? Task.CompletedTask : EventLog.AppendAsync(this, module, requestId, events);

    internal int EventCount => events.Count;
}
