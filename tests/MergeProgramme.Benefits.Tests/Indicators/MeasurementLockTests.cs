using System.Data.Common;
using Dapper;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>The lock behind the contract's back: what was measured stays as it was written.</summary>
[Collection("hosts")]
public sealed class MeasurementLockTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_a_measurement(TestDatabase database)
    {
        var office = await HandoverOffice.OpenAsync(hosts, database, Transport.InProcess);
        var indicator = await office.Client.CreateIndicatorAsync(
            new() { Parent = HandoverOffice.Programme, Indicator = IndicatorTests.Days() }
        );
        var waiting = (await IndicatorTests.MeasureAsync(office.Client, indicator, 2015, 1, "6")).Name;
        var verified = (
            await IndicatorTests.AnswerAsync(
                office.Client,
                await IndicatorTests.MeasureAsync(office.Client, indicator, 2015, 2, "5"),
                MeasurementState.Verified,
                ""
            )
        ).Name;
        await using var connection = await office.Host.OpenAsync("benefits");
        foreach (
            var sql in (string[])
                [
                    $"UPDATE measurements SET value = value WHERE name = '{verified}'",
                    $"UPDATE measurements SET state = 3 WHERE name = '{verified}'",
                    $"UPDATE measurements SET value = 1, state = 2 WHERE name = '{waiting}'",
                    $"UPDATE measurements SET period_start = '2014-01-01', state = 2 WHERE name = '{waiting}'",
                    $"UPDATE measurements SET municipality = '1804', state = 2 WHERE name = '{waiting}'",
                    $"UPDATE measurements SET creator = 'noen', state = 2 WHERE name = '{waiting}'",
                    $"UPDATE measurements SET measurement_import = 'x', state = 2 WHERE name = '{waiting}'",
                    $"UPDATE measurements SET revision = 7, state = 2 WHERE name = '{waiting}'",
                    $"DELETE FROM measurements WHERE name = '{waiting}'",
                    .. database == TestDatabase.Sqlite
                        ? (string[])
                            [
                                $"INSERT OR REPLACE INTO measurements SELECT * FROM measurements WHERE name = '{verified}'",
                                $"""
                                    INSERT OR REPLACE INTO measurements SELECT name || 'x', indicator, municipality, period_start, revision, 1, source,
                                        state, creator, creator_display_name, create_time, verifier_display_name, verify_time, verify_reason, etag, measurement_import
                                    FROM measurements WHERE name = '{verified}'
                                    """,
                            ]
                        : ["TRUNCATE measurements CASCADE"],
                ]
        )
        {
            var refusal = await Record.ExceptionAsync(() => connection.ExecuteAsync(sql));
            Assert.True(refusal is DbException, $"Went through: {sql}");
            Assert.Contains("cannot be changed", refusal.Message, StringComparison.Ordinal);
        }
    }
}
