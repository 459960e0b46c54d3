using System.Data.Common;
using System.Diagnostics;
using Dapper;

namespace MergeProgramme.Platform.Data;

/// <summary>
/// SQL on one connection of one module, each statement a span of the trace. The SQL is the dialect that both SQLite and PostgreSQL run;
/// rows fill the generated messages by name (<c>display_name</c> → <c>DisplayName</c>).
/// </summary>
public class Session
{
    private readonly string module;
    private readonly string system;

    internal Session(DbConnection connection, string module, string system)
    {
        Connection = connection;
        this.module = module;
        this.system = system;
    }

    internal DbConnection Connection { get; }

    /// <summary>All rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        using var span = Span(sql);
        return (await Connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>The one row, or null (default) where there is none.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? parameters = null)
    {
        using var span = Span(sql);
        return await Connection.QuerySingleOrDefaultAsync<T>(sql, parameters);
    }

    /// <summary>The number of rows that the statement changed. A list of parameters runs it once for each.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        using var span = Span(sql);
        return await Connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>All rows, one at a time: for whoever reads whole tables.</summary>
    internal async Task<DbDataReader> OpenAsync(string sql, object? parameters = null)
    {
        using var span = Span(sql);
        return await Connection.ExecuteReaderAsync(sql, parameters);
    }

    private Activity? Span(string sql)
    {
        if (!Telemetry.Source.HasListeners())
            return null;
        var text = sql.AsSpan().TrimStart();
        var end = text.IndexOfAny(" \n\r\t");
        var operation = (end < 0 ? text : text[..end]).ToString().ToUpperInvariant();
        var activity = Telemetry.Source.StartActivity($"{operation} {module}", ActivityKind.Client);
        activity?.SetTag("db.system.name", system);
        activity?.SetTag("db.namespace", module);
        activity?.SetTag("db.operation.name", operation);
        // Statements hold placeholders only: no personal data gets into the trace.
        activity?.SetTag("db.query.text", sql);
        return activity;
    }
}
