using System.Data.Common;
using Dapper;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Ledger;

/// <summary>The lock behind the contract's back: entries and frozen plans stay as they were written.</summary>
[Collection("hosts")]
public sealed class LedgerLockTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_an_entry_or_a_plan(TestDatabase database)
    {
        var office = await HandoverOffice.OpenAsync(hosts, database, Transport.InProcess);
        var books = new LedgerTests.Books(office, office.Measure);
        books = books with { Measure = await books.MeasureAsync("Sykehjem") };
        await books.BaseAsync(9_000_000);
        var waiting = (await books.EnterAsync(1_000_000_00, 2015, 1)).Name;
        var verified = (await books.VerifyAsync(await books.EnterAsync(2_000_000_00, 2015, 2))).Name;
        await using var connection = await office.Host.OpenAsync("benefits");
        foreach (
            var sql in (string[])
                [
                    $"UPDATE ledger_entries SET amount = amount WHERE name = '{verified}'",
                    $"UPDATE ledger_entries SET state = 3 WHERE name = '{verified}'",
                    $"UPDATE ledger_entries SET amount = 1, state = 2 WHERE name = '{waiting}'",
                    $"UPDATE ledger_entries SET tertial = 3, state = 2 WHERE name = '{waiting}'",
                    $"UPDATE ledger_entries SET creator = 'noen', state = 2 WHERE name = '{waiting}'",
                    $"DELETE FROM ledger_entries WHERE name = '{waiting}'",
                    "DELETE FROM measure_plans",
                    "UPDATE measure_plans SET full_year = 0",
                    .. database == TestDatabase.Sqlite
                        ? (string[])
                            [
                                $"INSERT OR REPLACE INTO ledger_entries SELECT * FROM ledger_entries WHERE name = '{verified}'",
                                "INSERT OR REPLACE INTO measure_plans SELECT * FROM measure_plans",
                            ]
                        : ["TRUNCATE ledger_entries CASCADE", "TRUNCATE measure_plans CASCADE"],
                ]
        )
        {
            var refusal = await Record.ExceptionAsync(() => connection.ExecuteAsync(sql));
            Assert.True(refusal is DbException, $"Went through: {sql}");
            Assert.Contains("cannot be changed", refusal.Message, StringComparison.Ordinal);
        }
    }
}
