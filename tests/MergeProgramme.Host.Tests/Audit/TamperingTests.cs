using CsCheck;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Testing;
using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>What <c>audit verify</c> says of each thing that somebody with the rights of the database's owner can do to a log.</summary>
public sealed class TamperingTests(AuditedHosts hosts) : IClassFixture<AuditedHosts>
{
    private const string Elsewhere =
        "type, subject, actor, origin, request_id or traceparent, or data along with data_hash, is not what was written";

    // Name of the tampering; its SQL; what is said of it.
    private static readonly (string Name, string[] Sql, string[] Said)[] Kinds =
    [
        (
            "who",
            ["UPDATE events SET actor = 'principals/somebody' WHERE sequence = 5"],
            [$"organisation row 5: altered: {Elsewhere}"]
        ),
        (
            "from where",
            ["UPDATE events SET origin = '198.51.100.9' WHERE sequence = 3"],
            [$"organisation row 3: altered: {Elsewhere}"]
        ),
        (
            "to what, the last row",
            ["UPDATE events SET subject = 'programmes/another' WHERE sequence = 12"],
            [$"organisation row 12: altered: {Elsewhere}"]
        ),
        (
            "when",
            ["UPDATE events SET time = time - 86400000000 WHERE sequence = 8"],
            ["organisation row 8: altered: time or id is not what was written (the id was made at "]
        ),
        (
            "what",
            ["UPDATE events SET data = REPLACE(data, 'Person 2', 'Person 7') WHERE sequence = 8"],
            ["organisation row 8: data altered: it does not have the hash that the row says"]
        ),
        (
            "what, with its hash",
            [$"UPDATE events SET data = 'x', data_hash = '{LogLine.Sha256("x")}' WHERE sequence = 8"],
            [$"organisation row 8: altered: {Elsewhere}"]
        ),
        ("a request of everybody", ["UPDATE events SET request_id = 'x'"], [$"organisation rows 1–12: altered: {Elsewhere}"]),
        ("a row removed", ["DELETE FROM events WHERE sequence = 7"], ["organisation row 7: missing"]),
        (
            "rows removed at the beginning",
            ["DELETE FROM events WHERE sequence < 4"],
            ["organisation rows 1–3: missing at the beginning"]
        ),
        (
            "rows removed at the end",
            ["DELETE FROM events WHERE sequence > 10"],
            ["organisation rows 11–12: missing at the end: the head says that the log ends at row 12, and it ends at row 10"]
        ),
        (
            "the log emptied",
            ["DELETE FROM events"],
            ["organisation rows 1–12: the log was emptied: its head says that it ends at row 12"]
        ),
        (
            "rows reordered",
            [
                "UPDATE events SET sequence = -1 WHERE sequence = 4",
                "UPDATE events SET sequence = 4 WHERE sequence = 9",
                "UPDATE events SET sequence = 9 WHERE sequence = -1",
            ],
            ["organisation row 4: reordered: was written as row 9", "organisation row 9: reordered: was written as row 4"]
        ),
        (
            "a row removed and the gap closed",
            [
                "DELETE FROM events WHERE sequence = 7",
                "UPDATE events SET sequence = -sequence WHERE sequence > 7",
                "UPDATE events SET sequence = -sequence - 1 WHERE sequence < 0",
                "UPDATE event_head SET sequence = 11",
            ],
            ["organisation rows 7–11: renumbered: were written as rows 8–12, and row 7 as written before them missing"]
        ),
        (
            "a row put in past the host",
            [
                "INSERT INTO events SELECT sequence + 12, id || 'x', type, subject, time, actor, request_id, traceparent, data, data_hash, previous_hash, hash, origin FROM events WHERE sequence = 1",
            ],
            ["organisation row 13: "]
        ),
        (
            "a row put in between",
            [
                "UPDATE events SET sequence = -sequence WHERE sequence > 7",
                "UPDATE events SET sequence = -sequence + 1 WHERE sequence < 0",
                "INSERT INTO events SELECT 8, id || 'x', type, subject, time, actor, request_id, traceparent, data, data_hash, previous_hash, hash, origin FROM events WHERE sequence = 6",
            ],
            ["organisation row 8: altered: ", "organisation rows 9–13: reordered: were written as rows 8–12"]
        ),
        (
            "a row replaced by a copy of another",
            [
                "DELETE FROM events WHERE sequence = 6",
                "INSERT INTO events SELECT 6, id || 'x', type, subject, time, actor, request_id, traceparent, data, data_hash, previous_hash, hash, origin FROM events WHERE sequence = 5",
            ],
            ["organisation row 6: altered: "]
        ),
        (
            "a hash",
            [$"UPDATE events SET hash = '{new string('0', 64)}' WHERE sequence = 5"],
            ["organisation row 5: altered: hash is not"]
        ),
        (
            "a link",
            [$"UPDATE events SET previous_hash = '{new string('0', 64)}' WHERE sequence = 5"],
            ["organisation row 5: altered: previous_hash is not the hash of the row before"]
        ),
        (
            "the head's number",
            ["UPDATE event_head SET sequence = 40"],
            ["organisation: the head of the log was altered: it says row 40"]
        ),
        (
            "the head's hash",
            [$"UPDATE event_head SET hash = '{new string('0', 64)}'"],
            ["organisation row 12: the last row does not have the hash that the head of the log holds"]
        ),
        ("the head removed", ["DELETE FROM event_head"], ["organisation: the head of the log (event_head) is gone"]),
        (
            "rows removed at the end, and the head set back",
            [
                "DELETE FROM events WHERE sequence > 8",
                "UPDATE event_head SET sequence = 8, hash = (SELECT hash FROM events WHERE sequence = 8)",
            ],
            [
                "organisation rows 9–12: removed at the end, with the head set back: the log went to row 12 when anchor anchor-000002.json was made",
            ]
        ),
        (
            "all removed, and the head set to nothing",
            ["DELETE FROM events", $"UPDATE event_head SET sequence = 0, hash = '{LogLine.NoHash}'"],
            ["organisation rows 1–12: removed at the end, with the head set back"]
        ),
    ];

    private static readonly string[] Columns =
    [
        "sequence",
        "id",
        "type",
        "subject",
        "time",
        "actor",
        "origin",
        "request_id",
        "traceparent",
        "data",
        "data_hash",
        "previous_hash",
        "hash",
    ];

    public static MatrixTheoryData<TestDatabase, string> Tamperings =>
        new([TestDatabase.Sqlite, TestDatabase.PostgreSql], Kinds.Select(k => k.Name));

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Tampering_is_found_and_named(TestDatabase database, string kind)
    {
        var (_, sql, said) = Kinds.Single(k => k.Name == kind);
        await hosts.ExecuteAsync(database, sql);
        try
        {
            var (exitCode, output) = await hosts.RunAsync(database, "verify", "--anchors", hosts.AnchorsOf(database));

            Assert.Equal(1, exitCode);
            Assert.All(said, words => Assert.Contains(words, output, StringComparison.Ordinal));
            // The other modules are as they were written, and so are the anchors.
            Assert.All(Findings(output), line => Assert.StartsWith("organisation", line, StringComparison.Ordinal));
            Assert.Contains("mandates ", output, StringComparison.Ordinal);
        }
        finally
        {
            await hosts.RestoreAsync(database);
        }
        await NothingIsWrongAsync(database);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task An_end_written_anew_with_hashes_that_fit_is_shown_by_the_anchors_alone(TestDatabase database)
    {
        try
        {
            await RewriteAsync(
                database,
                from: 8,
                line => line.Sequence == 8 ? line with { Actor = "principals/somebody" } : line
            );

            Assert.Equal(0, (await hosts.RunAsync(database, "verify")).ExitCode);
            var (exitCode, output) = await hosts.RunAsync(database, "verify", $"--anchors={hosts.AnchorsOf(database)}");
            Assert.Equal(1, exitCode);
            Assert.Contains(
                "organisation rows 7–12: rewritten with new hashes: row 12 had another hash when anchor anchor-000002.json was made at ",
                output,
                StringComparison.Ordinal
            );
            Assert.Contains("row 6 is still as anchor anchor-000001.json has it", output, StringComparison.Ordinal);
        }
        finally
        {
            await hosts.RestoreAsync(database);
        }
    }

    [Fact]
    public async Task What_SQLite_takes_for_a_number_or_a_text_is_found_too()
    {
        foreach (
            var (sql, said) in ((string, string)[])
                [
                    (
                        "UPDATE events SET sequence = 7.5 WHERE sequence = 8",
                        "organisation row 7: altered: sequence holds what no host writes"
                    ),
                    (
                        "UPDATE events SET time = 'noon' WHERE sequence = 8",
                        "organisation row 8: altered: time holds what no host writes there"
                    ),
                    (
                        "UPDATE events SET data = x'00ff' WHERE sequence = 8",
                        "organisation row 8: altered: data holds what no host writes there"
                    ),
                    ("UPDATE event_head SET sequence = 'twelve'", "organisation: the head of the log (event_head) is gone"),
                ]
        )
        {
            await hosts.ExecuteAsync(TestDatabase.Sqlite, sql);
            var (exitCode, output) = await hosts.RunAsync(TestDatabase.Sqlite, "verify");
            await hosts.RestoreAsync(TestDatabase.Sqlite);
            Assert.Equal(1, exitCode);
            Assert.Contains(said, output, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task Any_single_change_to_any_row_is_found(TestDatabase database)
    {
        await (
            from row in Gen.Int[1, AuditedHosts.Rows]
            from column in Gen.Int[0, Columns.Length - 1]
            from text in Gen.Char[' ', 'ÿ'].Array[0, 40]
            from number in Gen.Long[0, 1_000_000]
            select (row, column: Columns[column], text: new string(text), number)
        ).SampleAsync(
            async c =>
            {
                await hosts.ChangeAsync(
                    database,
                    $"UPDATE events SET {c.column} = @value WHERE sequence = @row",
                    c.column == "sequence" ? 1_000 + c.number
                        : c.column == "time" ? c.number
                        : $"{c.text}!",
                    c.row
                );
                var found = await FindingsAsync(database);
                await hosts.RestoreAsync(database);
                Assert.NotEmpty(found);
                Assert.Contains(found, f => f.First <= c.row && f.Last >= c.row);
            },
            iter: 60,
            threads: 1
        );
    }

    private async Task<List<AuditFinding>> FindingsAsync(TestDatabase database)
    {
        await using var reader = await OpenAsync(database);
        var found = new List<AuditFinding>();
        await foreach (var finding in new LogVerification(reader, []).RunAsync())
            found.Add(finding);
        return found;
    }

    private async Task RewriteAsync(TestDatabase database, long from, Func<LogLine, LogLine> change)
    {
        var lines = new List<LogLine>();
        await using (var reader = await OpenAsync(database))
        {
            await foreach (var line in reader.LinesAsync())
                lines.Add(line);
        }
        var previous = lines.Single(l => l.Sequence == from - 1).Hash;
        foreach (var line in lines.Where(l => l.Sequence >= from).Select(change))
        {
            var written = line with { PreviousHash = previous };
            previous = written.HashAs();
            await hosts.ChangeAsync(
                database,
                $"UPDATE events SET actor = @value, previous_hash = '{written.PreviousHash}', hash = '{previous}' WHERE sequence = @row",
                written.Actor,
                line.Sequence
            );
        }
        await hosts.ExecuteAsync(database, $"UPDATE event_head SET hash = '{previous}'");
    }

    private Task<LogReader> OpenAsync(TestDatabase database) =>
        LogReader.OpenAsync(
            AuditedHosts.Module,
            new ConfigurationBuilder()
                .AddCommandLine([.. hosts[database].DatabaseSettings])
                .Build()
                .GetSection("Database")
                .Get<DatabaseOptions>()!
        );

    private async Task NothingIsWrongAsync(TestDatabase database)
    {
        var (exitCode, output) = await hosts.RunAsync(database, "verify", "--anchors", hosts.AnchorsOf(database));
        Assert.Equal(0, exitCode);
        Assert.Contains("Nothing is wrong.", output, StringComparison.Ordinal);
        Assert.Matches("(?m)^organisation +12 rows, +11 resources, last 12 [0-9a-f]{64} as written$", output);
        Assert.Empty(Findings(output));
    }

    // A finding's line has a colon after its module; a module's summary has none.
    private static IEnumerable<string> Findings(string output) =>
        output.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal));
}
