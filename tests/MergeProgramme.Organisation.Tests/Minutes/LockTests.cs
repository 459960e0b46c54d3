using System.Data.Common;
using Dapper;
using MergeProgramme.Organisation.Tests.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Minutes;

/// <summary>The lock behind the contract's back: SQL in the rights of the installation's owner.</summary>
[Collection("hosts")]
public sealed class LockTests(SharedHosts hosts)
{
    private const string Refusal = "Approved minutes cannot be changed";

    private static readonly string[] Tables =
    [
        "meetings",
        "agenda_items",
        "item_decisions",
        "decision_dissents",
        "decision_conditions",
        "attendances",
        "minutes_approvals",
        "meeting_corrections",
    ];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_takes_or_adds_a_row_of_approved_minutes(TestDatabase database)
    {
        var (host, approved, draft) = await ApprovedAsync(database);
        await using var connection = await host.OpenAsync("organisation");
        var before = await DumpAsync(connection);
        foreach (var table in Tables)
        {
            var key = table == "meetings" ? "name" : "meeting";
            Assert.True(
                await connection.ExecuteScalarAsync<long>(
                    $"SELECT COUNT(*) FROM {table} WHERE {key} = @approved",
                    new { approved }
                ) > 0,
                $"The approved minutes have no row in {table}: this test would prove nothing about it"
            );
            await RefusedAsync(connection, $"UPDATE {table} SET {key} = {key} WHERE {key} = '{approved}'");
            await RefusedAsync(connection, $"DELETE FROM {table} WHERE {key} = '{approved}'");
            await RefusedAsync(connection, $"DELETE FROM {table}");
            if (table is "agenda_items" or "attendances")
                await RefusedAsync(connection, $"UPDATE {table} SET meeting = '{approved}' WHERE meeting = '{draft}'");
            if (database == TestDatabase.PostgreSql)
                await RefusedAsync(connection, $"TRUNCATE {table} CASCADE");
        }
        await RefusedAsync(
            connection,
            $"INSERT INTO decision_conditions (meeting, agenda_item, position, text) VALUES ('{approved}', 1, 99, 'Ny')"
        );
        if (database == TestDatabase.Sqlite)
        {
            await RefusedAsync(
                connection,
                $"INSERT OR REPLACE INTO decision_conditions (meeting, agenda_item, position, text) VALUES ('{approved}', 1, 0, 'Ny')"
            );
            // The place of a row that is not named by its key but by the number that must be unique.
            await RefusedAsync(
                connection,
                $"UPDATE OR REPLACE agenda_items SET case_number = '18/1', year = 2018 WHERE meeting = '{draft}'"
            );
            await RefusedAsync(
                connection,
                $"UPDATE OR REPLACE agenda_items SET rowid = (SELECT MIN(rowid) FROM agenda_items WHERE meeting = '{approved}') WHERE meeting = '{draft}'"
            );
        }
        Assert.Equal(before, await DumpAsync(connection));
    }

    private async Task<(RunningHost Host, string Approved, string Draft)> ApprovedAsync(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        var (body, persons) = await office.BoardAsync();
        var draft = await office.AgendaAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 30)), Item("Ny"));
        await office.Client.RecordAttendanceAsync(
            new()
            {
                Name = draft.Name,
                Attendances =
                {
                    new Attendance { Person = persons[5].Name, Status = AttendanceStatus.Excused },
                },
            }
        );
        var meeting = await office.AgendaAsync(
            await office.MeetingAsync(body, Office.Day(2018, 1, 16)),
            Item("Mandat", caseNumber: "18/1")
        );
        await office.HoldAsync(meeting, persons);
        await office.DecideAsync(
            meeting,
            change: r =>
            {
                r.CaseNumber = "18/1";
                r.Decision.Dissents.Add(new ItemDissent { Person = persons[1].Name, Words = "Nei" });
                r.Decision.Conditions.Add(new DecisionCondition { Text = "Vilkår" });
            }
        );
        await office.ApproveAsync(meeting, persons);
        await office.Client.CorrectMinutesAsync(
            new()
            {
                Name = meeting.Name,
                Correction = new() { Text = "Skrivefeil" },
            }
        );
        return (host, meeting.Name, draft.Name);
    }

    private static async Task RefusedAsync(DbConnection connection, string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(sql));
        Assert.True(refused.Message.Contains(Refusal, StringComparison.Ordinal), $"{sql}: {refused.Message}");
    }

    private static async Task<List<string>> DumpAsync(DbConnection connection)
    {
        List<string> rows = [];
        foreach (var table in Tables)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table}"))
                rows.Add($"{table}: {string.Join(", ", row.Select(c => $"{c.Key}={c.Value}"))}");
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
