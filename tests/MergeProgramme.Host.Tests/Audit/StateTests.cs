using System.Data.Common;
using MergeProgramme.Host.Audit;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>Tables held against the log: what was written past the host is found, and what the host wrote is not.</summary>
public sealed class StateTests(StoredHosts hosts) : IClassFixture<StoredHosts>
{
    // The tables of the platform are the log itself and what it keeps beside it; they hold no resource.
    private static readonly string[] Platform =
    [
        "events",
        "event_head",
        "requests",
        "consumers",
        "pseudonymised_events",
        "SchemaVersions",
        "sqlite_sequence",
    ];

    // Everything else that can be altered without a finding, looked at one by one. A new table or column that is not found stands here only if
    // nobody gains by altering it, or where the reason is given; tools/audit --help says so to whoever relies on it.
    private static readonly string[] NotCompared =
    [
        // What access keeps of organisation's resources, for the roles that follow from them.
        "access.known_appointments.*",
        "access.known_bodies.*",
        "access.known_sub_projects.*",
        // What signs somebody in is in no event.
        "access.local_account_passkeys.*",
        "access.local_account_recovery_codes.*",
        "access.local_accounts.attempt_time",
        "access.local_accounts.failed_count",
        "access.local_accounts.link_hash",
        "access.local_accounts.link_resets",
        "access.local_accounts.login_key",
        "access.local_accounts.one_time_key",
        "access.local_accounts.one_time_step",
        "access.local_accounts.password_hash",
        "access.principals.last_seen_time",
        "access.role_assignments.from_provider",
        // Events leave out what is nobody's business.
        "access.sessions.key_hash",
        "access.sessions.last_seen_time",
        "access.sessions.origin",
        "access.sessions.ticket",
        "access.sessions.user_agent",
        // Copies of the meeting's, which are compared: an index over them keeps case numbers apart.
        "organisation.agenda_items.body",
        "organisation.agenda_items.year",
        "organisation.appointments.create_time",
        // Reference data.
        "organisation.built_in_rules.*",
        // Events leave out who has which position; the chart is made of the municipality, which is compared.
        "organisation.position_requests.redeployed_person",
        "organisation.positions.holder",
        // The year of the date beside it.
        "organisation.treatments.year",
        "organisation.units.chart",
        // A hash of the columns beside it, for an index, and the year of the date beside it.
        "mandates.account_entries.entry_key",
        "mandates.account_entries.year",
        // Counts writes, so that two of them come one after the other.
        "mandates.budget_locks.*",
        // The year of the date beside it.
        "mandates.commitments.year",
        "mandates.condition_fulfilments.*",
        // Texts of reference data as they were; the point, its answer and its state are compared.
        "mandates.decision_gate_points.obstacle_en",
        "mandates.decision_gate_points.obstacle_nb",
        "mandates.decision_gate_points.text_en",
        "mandates.decision_gate_points.text_nb",
        // The hash of the column beside it, for an index.
        "mandates.dependency_agreements.document_key",
        "mandates.gate_answers.*",
        "mandates.gate_points.*",
        // Reference data.
        "mandates.heading_words.*",
        // What is being read in, before anything is decided: what becomes of it is a draft, which is compared.
        "mandates.import_blocks.*",
        "mandates.import_candidates.*",
        "mandates.imports.progress_percent",
        "mandates.imports.update_time",
        "mandates.mandates.text_hash",
        "mandates.mandates.update_time",
        "mandates.outside_bodies.*",
        // What a document that was begun from it may hold is compared there.
        "mandates.own_template_sections.parts",
        // Counts writes, so that two of them come one after the other.
        "mandates.plan_locks.*",
        "mandates.template_sections.*",
        "mandates.templates.*",
        // What was measured last, of rows that are compared; what it led to is compared.
        "mandates.tolerance_measures.*",
        // Counts verifications, so that two of them come one after the other.
        "benefits.budget_bases.writes",
        // The code beside it as it is compared, and a count that makes measurements come one after the other.
        "benefits.indicators.code_key",
        "benefits.indicators.writes",
        // That something is measured, which is compared.
        "benefits.indicator_series.*",
        // Which sheets were taken in; the rows that they wrote are compared by their hash.
        "benefits.measurement_imports.*",
        // Computed from the measure as it was decided on, which the log has.
        "benefits.measure_plans.*",
        // Counts changes, so that what was drawn before one is known to be old.
        "benefits.measure_versions.*",
        // Sums of what the measures say, which is compared.
        "benefits.realisation_totals.*",
        "benefits.registered_mandates.*",
        // The figures of the event that closed it, and how each measure stood, which is computed from what the log has.
        "benefits.tertial_closings.*",
        // Counts writes, so that two of them come one after the other.
        "benefits.tertial_locks.*",
        // Said by the name.
        "benefits.tertial_reports.tertial",
        "benefits.tertial_reports.year",
        "benefits.tertial_rows.*",
        // Reference data.
        "benefits.usual_handover_items.*",
        // Reference data.
        "procurement.built_in_procurement_rules.*",
        // For telling one's own employer; the employer's name is compared.
        "procurement.case_members.employer_number",
        // What nobody may read; its hash is in the log.
        "procurement.sealed_tenders.*",
        // Counts writes, so that two of them come one after the other.
        "procurement.system_locks.*",
        // Reference data.
        "stakeholders.built_in_consultation_rules.*",
        "stakeholders.built_in_participation_rules.*",
        "stakeholders.built_in_processing_activities.*",
        // What was done on a day is said by an event of its item, which is compared as what it is itself.
        "stakeholders.communication_records.*",
        "stakeholders.notes.text",
        // How the stakeholder stood in earlier events; how it stands now is compared.
        "stakeholders.stakeholder_assessments.*",
    ];

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task What_the_host_wrote_has_no_finding(TestDatabase database)
    {
        using var output = new StringWriter();

        var exitCode = await AuditCommand.RunAsync(["verify", .. hosts[database].DatabaseSettings], output, output);

        var said = output.ToString().TrimEnd();
        Assert.True(said.EndsWith("Nothing is wrong.", StringComparison.Ordinal), said);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData(
        "organisation",
        "persons",
        "a row altered",
        "UPDATE persons SET title = 'Ordfører' WHERE name LIKE 'programmes/gang/%' AND title = 'Seniorrådgiver'",
        "title in table persons is «Ordfører», and the log says «Seniorrådgiver»"
    )]
    [InlineData(
        "stakeholders",
        "stakeholders",
        "a row removed",
        "DELETE FROM stakeholders WHERE name = (SELECT MIN(name) FROM stakeholders)",
        "is gone from table stakeholders, and no row of the log says that it was deleted"
    )]
    [InlineData(
        "benefits",
        "measurements",
        "a value that was imported altered",
        "UPDATE measurements SET value = value + 1 WHERE name = (SELECT MIN(name) FROM measurements WHERE measurement_import <> '')",
        "the rows of table measurements that it wrote are not those that the log tells of"
    )]
    [InlineData(
        "benefits",
        "measurements",
        "a value that was imported removed",
        "DELETE FROM measurements WHERE name = (SELECT MAX(name) FROM measurements WHERE measurement_import <> '')",
        "the rows of table measurements that it wrote are not those that the log tells of"
    )]
    [InlineData(
        "benefits",
        "measurements",
        "a value put in under no import",
        "UPDATE measurements SET measurement_import = '' WHERE name = (SELECT MAX(name) FROM measurements WHERE measurement_import <> '')",
        "stands in table measurements, and no row of the log tells of it: it was put in past the host"
    )]
    [InlineData(
        "mandates",
        "decisions",
        "votes altered",
        "UPDATE decisions SET votes_against = 0 WHERE mandate LIKE 'programmes/gang/%'",
        "votes_against in table decisions is «0», and the log says «1»"
    )]
    [InlineData(
        "mandates",
        "sections",
        "a section's text altered",
        "UPDATE sections SET body = 'Noe annet' WHERE mandate LIKE 'programmes/gang/%' AND section = 'background'",
        "body in table sections is «Noe annet», and the log says «"
    )]
    [InlineData(
        "mandates",
        "section_items",
        "an item altered",
        "UPDATE section_items SET text = 'Noe annet' WHERE mandate LIKE 'programmes/gang/%' AND position = 0",
        "text of number 1 in table section_items is «Noe annet», and the log says «"
    )]
    [InlineData(
        "mandates",
        "decision_dissents",
        "a dissent removed",
        "DELETE FROM decision_dissents WHERE mandate LIKE 'programmes/gang/%'",
        "table decision_dissents holds 0 of its dissents, and the log says 1"
    )]
    [InlineData(
        "mandates",
        "decisions",
        "a decision removed",
        "DELETE FROM decisions WHERE mandate LIKE 'programmes/gang/%'",
        "table decisions lacks its decision, and the log says that there is one"
    )]
    [InlineData(
        "mandates",
        "mandates",
        "a mandate moved to another programme",
        "UPDATE mandates SET programme = 'programmes/another' WHERE name LIKE 'programmes/gang/%'",
        "programme in table mandates is «programmes/another», and the log says «programmes/gang»"
    )]
    [InlineData(
        "organisation",
        "agenda_items",
        "an agenda item in other words",
        "UPDATE agenda_items SET proposal = 'Noe annet' WHERE proposal = (SELECT MIN(proposal) FROM agenda_items WHERE proposal <> '')",
        "in table agenda_items is «Noe annet», and the log says «"
    )]
    [InlineData(
        "organisation",
        "agenda_items",
        "two agenda items changed about",
        "UPDATE agenda_items SET position = 1 - position WHERE position IN (0, 1)",
        "in table agenda_items is «"
    )]
    [InlineData(
        "organisation",
        "item_decisions",
        "the wording of a decision",
        "UPDATE item_decisions SET wording = 'Noe annet' WHERE wording <> ''",
        "wording in table item_decisions is «Noe annet», and the log says «"
    )]
    [InlineData(
        "organisation",
        "item_decisions",
        "the votes of a decision",
        "UPDATE item_decisions SET votes_for = votes_for + 40",
        "votes_for in table item_decisions is «4"
    )]
    [InlineData(
        "organisation",
        "item_decisions",
        "a decision on an item removed",
        "DELETE FROM item_decisions",
        "table item_decisions lacks its decision, and the log says that there is one"
    )]
    [InlineData(
        "organisation",
        "decision_dissents",
        "a statement in the minutes in other words",
        "UPDATE decision_dissents SET words = 'Enig'",
        "words of number 1 in table decision_dissents is «Enig», and the log says «"
    )]
    [InlineData(
        "organisation",
        "decision_conditions",
        "a condition removed",
        "DELETE FROM decision_conditions",
        "table decision_conditions holds 0 of its conditions, and the log says "
    )]
    [InlineData(
        "organisation",
        "minutes_approvals",
        "minutes approved on another day",
        "UPDATE minutes_approvals SET date = '2031-01-01'",
        "date in table minutes_approvals is «2031-01-01», and the log says «"
    )]
    [InlineData(
        "organisation",
        "treatments",
        "a case with another outcome",
        "UPDATE treatments SET outcome = 4 WHERE outcome = 1",
        "in table treatments is «4», and the log says «1»"
    )]
    [InlineData(
        "organisation",
        "treatments",
        "a case that was never there",
        "DELETE FROM treatments WHERE case_name = (SELECT MIN(case_name) FROM treatments)",
        "table treatments holds 0 of its treatments, and the log says "
    )]
    [InlineData(
        "organisation",
        "meetings",
        "fewer votes required",
        "UPDATE meetings SET votes_required = 1 WHERE votes_required > 1",
        "votes_required in table meetings is «1», and the log says «"
    )]
    [InlineData(
        "organisation",
        "meetings",
        "numbers that have been given",
        "UPDATE meetings SET item_numbers = item_numbers + 70",
        "item_numbers in table meetings is «7"
    )]
    [InlineData(
        "organisation",
        "cases",
        "numbers of treatments that have been given",
        "UPDATE cases SET treatment_numbers = treatment_numbers + 70",
        "treatment_numbers in table cases is «7"
    )]
    [InlineData(
        "access",
        "role_assignments",
        "a role given past the host",
        "INSERT INTO role_assignments SELECT 'programmes/-/roleAssignments/mine', 'programmes/-', principal, 12, 'programmes/-', NULL, NULL, '', NULL, break_glass, from_provider, create_time, '', '' FROM role_assignments WHERE role = 6 AND parent = 'programmes/gang'",
        "programmes/-/roleAssignments/mine stands in table role_assignments, and no row of the log tells of it: it was put in past the host"
    )]
    [InlineData(
        "access",
        "role_assignments",
        "a role made another",
        "UPDATE role_assignments SET role = 12 WHERE role = 6 AND parent = 'programmes/gang'",
        "role in table role_assignments is «12», and the log says «6»"
    )]
    [InlineData(
        "stakeholders",
        "stakeholders",
        "a deleted row put back",
        "INSERT INTO stakeholders SELECT 'programmes/gang/stakeholders/parorende', 'programmes/gang', display_name, kind, why, interest, influence, expectations, contact, etag, attitude, wanted_attitude, contribution, strategy FROM stakeholders WHERE name = (SELECT MIN(name) FROM stakeholders)",
        "programmes/gang/stakeholders/parorende stands in table stakeholders, and the log says that it was deleted: it was put back past the host"
    )]
    public async Task What_was_written_past_the_host_is_named(string module, string table, string what, string sql, string words)
    {
        foreach (var database in (TestDatabase[])[TestDatabase.Sqlite, TestDatabase.PostgreSql])
        {
            await using var connection = await hosts.OpenUnlockedAsync(database, module);
            await StoredHosts.WithAsync(
                connection,
                table,
                async () =>
                {
                    Assert.True(await StoredHosts.ExecuteAsync(connection, sql) > 0, what);
                    var found = await FindingsAsync(database, module);
                    Assert.Contains(found, f => f.ToString().Contains(words, StringComparison.Ordinal));
                    Assert.All(found, f => Assert.Equal((module, AuditFindingKind.State), (f.Module, f.Kind)));
                }
            );
            Assert.Empty(await FindingsAsync(database, module));
        }
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task Every_column_is_compared_save_those_that_were_looked_at(TestDatabase database)
    {
        var (looked, notFound) = (new List<string>(), new List<string>());
        foreach (var module in hosts[database].Services.GetServices<Module>().Select(m => m.Name))
        {
            await using var connection = await hosts.OpenUnlockedAsync(database, module);
            foreach (var (table, column) in await ColumnsAsync(database, connection))
            {
                var place = database == TestDatabase.PostgreSql ? "ctid" : "rowid";
                var rows = await StoredHosts.ReadAsync(
                    connection,
                    $"SELECT {column} FROM {table} ORDER BY CASE WHEN {column} IS NULL OR CAST({column} AS TEXT) = '' THEN 1 ELSE 0 END, {place} LIMIT 1"
                );
                if (rows.Count == 0)
                {
                    // Nothing of it is in the sample.
                    continue;
                }
                looked.Add($"{module}.{table}.{column}");
                await StoredHosts.WithAsync(
                    connection,
                    table,
                    async () =>
                    {
                        await ChangeAsync(connection, table, column, place, rows[0][0]);
                        if ((await FindingsAsync(database, module)).Count == 0)
                            notFound.Add($"{module}.{table}.{column}");
                    }
                );
            }
        }
        List<string> shortened = [.. Shortened(notFound, looked)];
        Assert.Equal(
            ("", ""),
            (string.Join(' ', shortened.Except(NotCompared)), string.Join(' ', NotCompared.Except(shortened)))
        );
        // Not many tables are empty in the sample, or this proves nothing.
        Assert.True(looked.Count > 250, $"{looked.Count} columns");
    }

    // Tables of which no column is compared are named once.
    private static IEnumerable<string> Shortened(List<string> notFound, List<string> looked)
    {
        static string TableOf(string column) => column[..column.LastIndexOf('.')];
        return notFound
            .GroupBy(TableOf, StringComparer.Ordinal)
            .SelectMany(t => t.Count() == looked.Count(c => TableOf(c) == t.Key) ? (IEnumerable<string>)[$"{t.Key}.*"] : t);
    }

    // Another value of the same kind in one row; where the table takes no other number, nought and one.
    private static async Task ChangeAsync(DbConnection connection, string table, string column, string place, object value)
    {
        var sql =
            $"UPDATE {table} SET {column} = @value WHERE {place} = (SELECT {place} FROM {table} ORDER BY CASE WHEN {column} IS NULL OR CAST({column} AS TEXT) = '' THEN 1 ELSE 0 END, {place} LIMIT 1)";
        if (value is bool)
        {
            await StoredHosts.ExecuteAsync(connection, sql.Replace("@value", $"NOT {column}", StringComparison.Ordinal));
            return;
        }
        if (value is string)
        {
            await StoredHosts.ExecuteAsync(connection, sql, $"{value}x");
            return;
        }
        foreach (var other in (object[])[987_654, "2031-01-01", 2, 1, 0, true])
        {
            try
            {
                // Writing what is there would move the row, and the next value would meet another one.
                if (
                    Equals(
                        value,
                        Convert.ChangeType(other, value.GetType() == typeof(DBNull) ? other.GetType() : value.GetType(), null)
                    )
                )
                    continue;
                await StoredHosts.ExecuteAsync(connection, sql, other);
                return;
            }
            catch (Exception e) when (e is DbException or FormatException)
            {
                // Of the other kind, or against a CHECK.
            }
        }
        Assert.Fail($"{table}.{column} takes no other value than {value}");
    }

    private async Task<List<AuditFinding>> FindingsAsync(TestDatabase database, string module)
    {
        var host = hosts[database];
        await using var reader = await LogReader.OpenAsync(
            module,
            host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value
        );
        var found = new List<AuditFinding>();
        await foreach (
            var finding in new StateVerification(
                reader,
                host.Services.GetServices<Module>().Single(m => m.Name == module).Service
            ).RunAsync()
        )
            found.Add(finding);
        return found;
    }

    private static async Task<List<(string Table, string Column)>> ColumnsAsync(TestDatabase database, DbConnection connection) =>
        [
            .. from row in await StoredHosts.ReadAsync(
                connection,
                database == TestDatabase.PostgreSql
                    ? "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2"
                    : "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
            )
            // The order of rows is compared, not the numbers that it is kept by; etags and what is made of other columns hold nothing.
            where
                !Platform.Contains((string)row[0], StringComparer.OrdinalIgnoreCase)
                && (string)row[1] is not ("position" or "etag" or "search" or "sort_key")
            select ((string)row[0], (string)row[1]),
        ];
}
