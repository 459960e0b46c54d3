using System.Data.Common;
using Dapper;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Handovers;

/// <summary>The lock behind the contract's back: SQL in the rights of the installation's owner, on every table of a handover.</summary>
[Collection("hosts")]
public sealed class LockTests(SharedHosts hosts)
{
    private const string Refusal = "An accepted handover cannot be changed";

    private static readonly (string Table, string Key)[] Tables =
    [
        ("handovers", "name"),
        ("handover_items", "handover"),
        ("handover_rounds", "handover"),
    ];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_takes_or_adds_a_row_of_an_accepted_handover(TestDatabase database)
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, Transport.InProcess);
        var name = (await it.AcceptedAsync()).Name;
        var other = await it.Client.CreateMeasureAsync(
            new() { Parent = HandoverOffice.Programme, Measure = MeasureData.Measure("Annet", "", 1_000_000) }
        );
        var open = (await it.ProposedAsync(other.Name)).Name;
        await using var connection = await it.Host.OpenAsync("benefits");
        var before = await DumpAsync(connection);
        foreach (var (table, key) in Tables)
        {
            var columns = await ColumnsAsync(connection, table);
            foreach (var column in columns)
                await RefusedAsync(connection, $"UPDATE {table} SET {column} = {column} WHERE {key} = '{name}'");
            await RefusedAsync(connection, $"DELETE FROM {table} WHERE {key} = '{name}'");
            if (database == TestDatabase.Sqlite)
                await RefusedAsync(
                    connection,
                    $"INSERT OR REPLACE INTO {table} (rowid, {string.Join(", ", columns)}) SELECT rowid, {string.Join(", ", columns)} FROM {table} WHERE {key} = '{name}'"
                );
            else
                await RefusedAsync(connection, $"TRUNCATE {table} CASCADE");
            if (table is "handovers")
                continue;
            // Rows of an open one moved into it, and new ones put beside those that it has.
            await RefusedAsync(connection, $"UPDATE {table} SET {key} = '{name}' WHERE {key} = '{open}'");
            var values = columns.Select(c => c is "position" or "number" ? $"{c} + 100" : c);
            await RefusedAsync(
                connection,
                $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} WHERE {key} = '{name}'"
            );
        }
        if (database == TestDatabase.Sqlite)
            await RefusedAsync(connection, $"UPDATE OR REPLACE handovers SET name = '{name}' WHERE name = '{open}'");
        else
            await RefusedAsync(
                connection,
                $"SET session_replication_role = replica; DELETE FROM handovers WHERE name = '{name}'"
            );
        Assert.Equal(before, await DumpAsync(connection));
    }

    private static async Task RefusedAsync(DbConnection connection, string sql)
    {
        var refusal = await Record.ExceptionAsync(() => connection.ExecuteAsync(sql));
        Assert.True(refusal is DbException, $"Went through: {sql}");
        Assert.Contains(Refusal, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> DumpAsync(DbConnection connection)
    {
        List<string> rows = [];
        foreach (var (table, _) in Tables)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table}"))
                rows.Add($"{table}: {string.Join('|', row.Values)}");
        }
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> ColumnsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
