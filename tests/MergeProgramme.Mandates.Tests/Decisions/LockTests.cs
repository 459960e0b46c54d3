using System.Data.Common;
using Dapper;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Decisions;

/// <summary>The lock behind the contract's back: SQL in the rights of the installation's owner, on every table there is.</summary>
[Collection("hosts")]
public sealed class LockTests(SharedHosts hosts)
{
    private const string Refusal = "A decided mandate cannot be changed";
    private const string Draft = $"{A4Programme.Programme}/subProjects/a2/mandates/1";

    // Everything else in the module is about mandates and must be locked: a table that is added later, too.
    private static readonly string[] NotOfMandates =
    [
        "templates",
        "template_sections",
        "own_templates",
        "own_template_sections",
        "own_template_points",
        "gate_points",
        "heading_words",
        "outside_bodies",
        // What is being read in, before there is a mandate of it.
        "imports",
        "import_sources",
        "import_remarks",
        "import_blocks",
        "import_candidates",
        // The plan goes on after the decision; what a document said of it stands in its sections.
        "milestones",
        "milestone_predecessors",
        "milestone_baselines",
        "plan_locks",
        // Registers, which go on changing after a decision.
        "risks",
        "risk_assessments",
        "success_factors",
        "success_factor_assessments",
        "budget_lines",
        "budget_line_changes",
        "budget_locks",
        "commitments",
        "commitment_drawdowns",
        "account_entries",
        "account_sheets",
        "forecasts",
        "forecast_statements",
        "tolerances",
        "tolerance_changes",
        "tolerance_alarms",
        "tolerance_measures",
        "tolerances_due",
        // What was asked of others in one goes on as agreements.
        "dependency_agreements",
        "dependency_agreement_entries",
        // What answers a decided mandate goes on after its decision.
        "deliverables",
        "deliverable_answered_items",
        "deliverable_hand_ins",
        // What is asked to be changed in one that is decided.
        "change_requests",
        "change_request_sections",
        "change_assessments",
        "change_request_decisions",
        "events",
        "event_head",
        "requests",
        "consumers",
        "pseudonymised_events",
        "schemaversions",
    ];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_takes_or_adds_a_row_of_a_decided_mandate(TestDatabase database)
    {
        var it = await DecideAsync(database);
        await using var connection = await it.Host.OpenAsync("mandates");
        var before = await DumpAsync(connection, database);
        foreach (var table in await TablesAsync(connection, database))
        {
            var key = table == "mandates" ? "name" : "mandate";
            var columns = await ColumnsAsync(connection, database, table);
            var count = await connection.ExecuteScalarAsync<long>(
                $"SELECT COUNT(*) FROM {table} WHERE {key} = @Name",
                new { Name }
            );
            Assert.True(count > 0, $"The decided mandate has no row in {table}: this test would prove nothing about it");

            foreach (var column in columns)
                await RefusedAsync(connection, $"UPDATE {table} SET {column} = {column} WHERE {key} = '{Name}'");
            await RefusedAsync(connection, $"DELETE FROM {table} WHERE {key} = '{Name}'");
            await RefusedAsync(connection, $"DELETE FROM {table}");
            if (table is "mandates")
                continue;

            // Rows of another mandate moved into the decided one, and new ones put beside those there are.
            var others = columns.Where(column => column != "mandate").ToList();
            if (table != "condition_fulfilments")
            {
                await RefusedAsync(
                    connection,
                    $"UPDATE {table} SET mandate = '{Name}' WHERE mandate = '{Draft}'",
                    mayFindNothing: true
                );
                var number =
                    others.Contains("position") ? "position"
                    : others.Contains("number") ? "number"
                    : null;
                var values = others.Select(column =>
                    column == number ? $"{column} + 1000"
                    : column == "section" && table == "sections" ? "section || '-2'"
                    : column == "point" && table == "gate_answers" ? "point || '-2'"
                    : column
                );
                await RefusedAsync(
                    connection,
                    $"INSERT INTO {table} (mandate, {string.Join(", ", others)}) SELECT mandate, {string.Join(", ", values)} FROM {table} WHERE mandate = '{Name}'"
                );
            }
        }
        Assert.Equal(before, await DumpAsync(connection, database));
    }

    [Fact]
    public async Task In_sqlite_no_replacement_pushes_a_row_out_of_a_decided_mandate()
    {
        var it = await DecideAsync(TestDatabase.Sqlite);
        await it.Mandates.CreateMandateAsync(
            new() { Parent = $"{A4Programme.Programme}/subProjects/a2", Mandate = A4Programme.NewDraft() }
        );
        await using var connection = await it.Host.OpenAsync("mandates");
        var before = await DumpAsync(connection, TestDatabase.Sqlite);
        foreach (var table in await TablesAsync(connection, TestDatabase.Sqlite))
        {
            var key = table == "mandates" ? "name" : "mandate";
            var all = await ColumnsAsync(connection, TestDatabase.Sqlite, table);
            var columns = string.Join(", ", all);
            var elsewhere = string.Join(", ", all.Select(column => column == key ? $"'{Draft}'" : column));
            await RefusedAsync(
                connection,
                $"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {key} = '{Name}'"
            );
            // The place of a row that is not named by its key but by where it lies.
            await RefusedAsync(
                connection,
                $"INSERT OR REPLACE INTO {table} (rowid, {columns}) SELECT rowid, {elsewhere} FROM {table} WHERE {key} = '{Name}'",
                foreignKeys: false
            );
        }
        await RefusedAsync(
            connection,
            $"UPDATE OR REPLACE mandates SET rowid = (SELECT rowid FROM mandates WHERE name = '{Name}') WHERE name = '{Draft}'",
            foreignKeys: false
        );
        await RefusedAsync(
            connection,
            $"UPDATE OR REPLACE mandates SET name = '{Name}' WHERE name = '{Draft}'",
            foreignKeys: false
        );
        await RefusedAsync(
            connection,
            $"UPDATE OR REPLACE sections SET rowid = (SELECT MIN(rowid) FROM sections WHERE mandate = '{Name}') WHERE mandate = '{Draft}' AND position = 0",
            foreignKeys: false
        );
        Assert.Equal(before, await DumpAsync(connection, TestDatabase.Sqlite));
    }

    [Fact]
    public async Task In_postgresql_neither_truncate_nor_upsert_nor_a_replication_role_gets_round_the_lock()
    {
        var it = await DecideAsync(TestDatabase.PostgreSql);
        await using var connection = await it.Host.OpenAsync("mandates");
        var before = await DumpAsync(connection, TestDatabase.PostgreSql);
        await RefusedAsync(
            connection,
            $"INSERT INTO mandates SELECT * FROM mandates ON CONFLICT (name) DO UPDATE SET title = 'x'"
        );
        foreach (var table in await TablesAsync(connection, TestDatabase.PostgreSql))
        {
            await RefusedAsync(connection, $"TRUNCATE {table} CASCADE");
            var key = table == "mandates" ? "name" : "mandate";
            await RefusedAsync(connection, $"SET session_replication_role = replica; DELETE FROM {table} WHERE {key} = '{Name}'");
            await connection.ExecuteAsync("SET session_replication_role = origin");
            // A table of the same name that comes first in the caller's search path does not mislead the trigger.
            await RefusedAsync(
                connection,
                $"CREATE TEMP TABLE IF NOT EXISTS mandates (name TEXT, state INTEGER); DELETE FROM mandates.{table} WHERE {key} = '{Name}'"
            );
        }
        Assert.Equal(before, await DumpAsync(connection, TestDatabase.PostgreSql));
    }

    [Fact]
    public async Task In_postgresql_nothing_slips_in_beside_a_decision_that_is_being_recorded()
    {
        var it = await A4Programme.StartAsync(hosts, TestDatabase.PostgreSql, Transport.InProcess);
        await it.CreateDraftAsync();
        await using var deciding = await it.Host.OpenAsync("mandates");
        await using var slipping = await it.Host.OpenAsync("mandates");
        await using var decision = await deciding.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await deciding.ExecuteAsync($"UPDATE mandates SET state = 3 WHERE name = '{Name}'", transaction: decision);
        var insert = slipping.ExecuteAsync(
            $"INSERT INTO section_items (mandate, section, position, text) VALUES ('{Name}', 'items', 0, 'Et punkt til')"
        );
        // It waits for the decision: once the server says so, the decision is committed.
        await using var watching = await it.Host.OpenAsync("mandates");
        while (await watching.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM pg_locks WHERE NOT granted") == 0)
            Assert.False(insert.IsCompleted, "The insert did not wait");
        await decision.CommitAsync(TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => insert);
        Assert.Contains(Refusal, refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Killed_between_state_and_event_a_decision_leaves_nothing(TestDatabase database)
    {
        var it = await A4Programme.StartAsync(hosts, database, Transport.InProcess);
        var submitted = await it.SubmitReadyAsync();
        await using var connection = await it.Host.OpenAsync("mandates");
        var before = await DumpAsync(connection, database);
        var request = A4Programme.Decide(submitted);
        request.RequestId = "killed";
        await connection.ExecuteAsync(
            database == TestDatabase.PostgreSql
                ? """
                CREATE FUNCTION fail_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END; $$;
                CREATE TRIGGER fail_event BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION fail_event();
                """
                : "CREATE TRIGGER fail_event BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'killed'); END;"
        );
        try
        {
            var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () =>
                await it.Mandates.DecideMandateAsync(request)
            );
            Assert.Equal(Grpc.Core.StatusCode.Internal, failure.StatusCode);
        }
        finally
        {
            await connection.ExecuteAsync(
                database == TestDatabase.PostgreSql ? "DROP FUNCTION fail_event CASCADE" : "DROP TRIGGER fail_event"
            );
        }
        Assert.Equal(before, await DumpAsync(connection, database));
        Assert.Equal(submitted, await it.GetAsync());

        // The caller tries again with the same request_id, and now it happens.
        Assert.Equal(MandateState.Decided, (await it.Mandates.DecideMandateAsync(request)).State);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_draft_beside_a_decided_mandate_is_still_written_and_thrown_away(TestDatabase database)
    {
        var it = await DecideAsync(database);
        await it.Mandates.CreateMandateAsync(
            new() { Parent = $"{A4Programme.Programme}/subProjects/a2", Mandate = A4Programme.NewDraft() }
        );
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new() { Name = $"{Draft}/sections/items", Items = { new Item { Text = "Felles regnskap" } } },
            }
        );
        await it.Mandates.DeleteMandateAsync(new() { Name = Draft });
    }

    /// <summary>A decided mandate with at least one row in every table of the module, and another that is a draft.</summary>
    private async Task<A4Programme> DecideAsync(TestDatabase database)
    {
        var it = await A4Programme.StartAsync(hosts, database, Transport.InProcess);
        await it.DecideReadyAsync();
        await it.Mandates.MeetConditionAsync(
            new()
            {
                Name = Name,
                Number = 1,
                MetDate = Day(2018, 1, 8),
                Evidence = "2013/6984-4",
            }
        );
        return it;
    }

    private static async Task RefusedAsync(
        DbConnection connection,
        string sql,
        bool mayFindNothing = false,
        bool foreignKeys = true
    )
    {
        // Without foreign keys the lock stands alone.
        if (!foreignKeys)
            await connection.ExecuteAsync("PRAGMA foreign_keys = OFF");
        try
        {
            var rows = await connection.ExecuteAsync(sql);
            Assert.True(mayFindNothing && rows == 0, $"Not refused: {sql}");
        }
        catch (DbException e)
        {
            Assert.True(e.Message.Contains(Refusal, StringComparison.Ordinal), $"{sql}\n{e.Message}");
        }
        finally
        {
            if (!foreignKeys)
                await connection.ExecuteAsync("PRAGMA foreign_keys = ON");
        }
    }

    private static async Task<string[]> TablesAsync(DbConnection connection, TestDatabase database)
    {
        var all = await connection.QueryAsync<string>(
            database == TestDatabase.PostgreSql
                ? "SELECT tablename FROM pg_tables WHERE schemaname = 'mandates'"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        );
        string[] tables = [.. all.Where(t => !NotOfMandates.Contains(t.ToLowerInvariant())).Order(StringComparer.Ordinal)];
        Assert.True(tables.Length >= 19, "Not every table was found");
        return tables;
    }

    private static async Task<List<string>> ColumnsAsync(DbConnection connection, TestDatabase database, string table) =>
        (
            await connection.QueryAsync<string>(
                database == TestDatabase.PostgreSql
                    ? "SELECT column_name FROM information_schema.columns WHERE table_schema = 'mandates' AND table_name = @table"
                    : "SELECT name FROM pragma_table_info(@table)",
                new { table }
            )
        ).AsList();

    /// <summary>Every row of every table of mandates, as text.</summary>
    private static async Task<List<string>> DumpAsync(DbConnection connection, TestDatabase database)
    {
        List<string> rows = [];
        foreach (var table in await TablesAsync(connection, database))
        {
            foreach (var row in await connection.QueryAsync($"SELECT * FROM {table}"))
                rows.Add($"{table}: {string.Join(" | ", ((IDictionary<string, object?>)row).Values)}");
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
