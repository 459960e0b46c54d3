using System.Data.Common;
using Dapper;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Reports;

/// <summary>The lock behind the contract's back: SQL in the rights of the installation's owner, on every table of a report.</summary>
[Collection("hosts")]
public sealed class LockTests(SharedHosts hosts)
{
    private const string Refusal = "A submitted report cannot be changed";

    private static readonly (string Table, string Key)[] Tables =
    [
        ("reports", "name"),
        ("report_parts", "report"),
        ("report_part_figures", "report_part"),
    ];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_takes_or_adds_a_row_of_a_submitted_report(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var it = await Reporter.BeginAsync(await Office.OpenAsync(host, Transport.InProcess), 2);
        // So that there is a figure to protect.
        await new Procurement.V1.ProcurementService.ProcurementServiceClient(host.Invoker(Transport.InProcess)).CreateNeedAsync(
            new()
            {
                Parent = it.SubProject[..it.SubProject.IndexOf("/subProjects", StringComparison.Ordinal)],
                Need = new() { Title = "Felles journalsystem", SubProject = it.SubProject },
            }
        );
        var name = (await it.DeliverAsync(Reporter.Today.AddDays(2))).Name;
        var draft = (await it.CreateAsync(Reporter.Today.AddDays(16))).Name;
        await using var connection = await host.OpenAsync("organisation");
        var before = await DumpAsync(connection);
        foreach (var (table, key) in Tables)
        {
            var columns = await ColumnsAsync(connection, table);
            // Of the figures those of its parts.
            string Of(string report) => key == "report_part" ? $"report_part LIKE '{report}/%'" : $"{key} = '{report}'";
            Assert.True(
                await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE {Of(name)}") > 0,
                $"The submitted report has no row in {table}: this test would prove nothing about it"
            );
            foreach (var column in columns)
                await RefusedAsync(connection, $"UPDATE {table} SET {column} = {column} WHERE {Of(name)}");
            await RefusedAsync(connection, $"DELETE FROM {table} WHERE {Of(name)}");
            if (table is "reports")
                continue;
            // Rows of a draft moved into it, and new ones put beside those that it has.
            var own = key == "report_part" ? $"{name}/reportParts/scope" : name;
            await RefusedAsync(connection, $"UPDATE {table} SET {key} = '{own}' WHERE {Of(draft)}");
            var values = columns.Select(c =>
                c == "position" ? "position + 100"
                : c == "name" ? "name || '-2'"
                : c == "kind" && table is "report_parts" ? "kind + 100"
                : c
            );
            await RefusedAsync(
                connection,
                $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} WHERE {Of(name)}"
            );
            if (database == TestDatabase.Sqlite)
                await RefusedAsync(
                    connection,
                    $"INSERT OR REPLACE INTO {table} (rowid, {string.Join(", ", columns)}) SELECT rowid, {string.Join(", ", columns)} FROM {table} WHERE {Of(name)}"
                );
        }
        if (database == TestDatabase.Sqlite)
        {
            await RefusedAsync(connection, $"INSERT OR REPLACE INTO reports SELECT * FROM reports WHERE name = '{name}'");
            await RefusedAsync(connection, $"UPDATE OR REPLACE reports SET name = '{name}' WHERE name = '{draft}'");
        }
        else
        {
            foreach (var (table, _) in Tables)
                await RefusedAsync(connection, $"TRUNCATE {table} CASCADE");
            await RefusedAsync(connection, $"SET session_replication_role = replica; DELETE FROM reports WHERE name = '{name}'");
        }
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
        foreach (var (table, key) in Tables)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table} ORDER BY {key}"))
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
