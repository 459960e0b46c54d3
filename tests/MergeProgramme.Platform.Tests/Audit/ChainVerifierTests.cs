using CsCheck;
using MergeProgramme.Platform.Audit;

namespace MergeProgramme.Platform.Tests.Audit;

/// <summary>What the verifier says of each thing that can be done to a log.</summary>
public sealed class ChainVerifierTests
{
    private readonly List<LogLine> log = SampleLog.Of(20);

    private LogHead Head => SampleLog.HeadOf(log);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_log_as_it_was_written_has_no_finding(int rows)
    {
        var written = SampleLog.Of(rows);
        Assert.Empty(SampleLog.Verify(written, SampleLog.HeadOf(written)));
    }

    [Theory]
    [InlineData("actor", "type, subject, actor, origin")]
    [InlineData("origin", "type, subject, actor, origin")]
    [InlineData("subject", "type, subject, actor, origin")]
    [InlineData("data and data_hash", "data along with data_hash")]
    [InlineData("time", "time or id is not what was written (the id was made at 2017-11-30 00:00:")]
    [InlineData("id", "id is not what was written")]
    [InlineData("data", "data altered: it does not have the hash that the row says")]
    [InlineData("data_hash", "altered: data_hash is not the hash of the data, which is as it was written")]
    [InlineData("previous_hash", "altered: previous_hash is not the hash of the row before, and was when the row was written")]
    [InlineData("hash", "altered: hash is not the hash of the row, which is as it was written")]
    [InlineData("malformed", "altered: time holds what no host writes there")]
    public void An_altered_row_is_named_with_what_can_be_known_of_it(string what, string words)
    {
        foreach (var row in (int[])[1, 2, 13, 20])
        {
            var line = log[row - 1];
            var tampered = log.ToList();
            tampered[row - 1] = what switch
            {
                "actor" => line with { Actor = "principals/ola" },
                "origin" => line with { Origin = "198.51.100.1" },
                "subject" => line with { Subject = "programmes/y" },
                "data and data_hash" => line with { Data = "x\n{}", DataHash = LogLine.Sha256("x\n{}") },
                "time" => line with { Time = line.Time - 86_400_000_000 },
                "id" => line with { Id = "1" },
                "data" => line with { Data = line.Data!.Replace("Utkast", "Vedtak", StringComparison.Ordinal) },
                "data_hash" => line with { DataHash = new string('a', 64) },
                "previous_hash" => line with { PreviousHash = new string('b', 64) },
                "hash" => line with { Hash = new string('c', 64) },
                _ => line with { Malformed = "time" },
            };
            var finding = Assert.Single(SampleLog.Verify(tampered, Head));
            Assert.Equal((SampleLog.Module, row, row), (finding.Module, finding.First, finding.Last));
            Assert.Contains(words, finding.What, StringComparison.Ordinal);
            Assert.StartsWith($"mandates row {row}: ", finding.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_break_between_fields_is_found_although_the_hash_fits()
    {
        log[6] = log[6] with { Actor = "principals/kari\nprincipals/ola" };
        var finding = Assert.Single(SampleLog.Verify(SampleLog.Rewritten(log, 7), SampleLog.HeadOf(SampleLog.Rewritten(log, 7))));
        Assert.Equal((AuditFindingKind.Altered, 7), (finding.Kind, finding.First));
        Assert.Contains("line break", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_that_altered_every_row_is_one_finding()
    {
        var finding = Assert.Single(SampleLog.Verify(log.Select(l => l with { Actor = "principals/ola" }), Head));
        Assert.Equal((1, 20), (finding.First, finding.Last));
    }

    [Theory]
    [InlineData(1, 3, "mandates rows 1–3: missing at the beginning of the log")]
    [InlineData(1, 1, "mandates row 1: missing at the beginning of the log")]
    [InlineData(7, 7, "mandates row 7: missing")]
    [InlineData(7, 12, "mandates rows 7–12: missing")]
    [InlineData(20, 20, "mandates row 20: missing at the end: the head says that the log ends at row 20, and it ends at row 19")]
    [InlineData(
        18,
        20,
        "mandates rows 18–20: missing at the end: the head says that the log ends at row 20, and it ends at row 17"
    )]
    [InlineData(1, 20, "mandates rows 1–20: the log was emptied: its head says that it ends at row 20, and no row is left")]
    public void Removed_rows_are_named(int first, int last, string words) =>
        Assert.Equal([words], Said(log.Where(l => l.Sequence < first || l.Sequence > last), Head));

    [Fact]
    public void Rows_that_changed_places_are_told_where_they_were_written()
    {
        Assert.Equal(
            ["mandates row 5: reordered: was written as row 9", "mandates row 9: reordered: was written as row 5"],
            Said(Swapped(5, 9), Head)
        );
        Assert.Equal(
            ["mandates row 5: reordered: was written as row 6", "mandates row 6: reordered: was written as row 5"],
            Said(Swapped(5, 6), Head)
        );
        Assert.Equal(
            ["mandates row 1: reordered: was written as row 20", "mandates row 20: reordered: was written as row 1"],
            Said(Swapped(1, 20), Head)
        );
    }

    [Fact]
    public void Rows_that_were_renumbered_over_a_gap_tell_what_is_gone()
    {
        var closed = log.Where(l => l.Sequence is < 7 or > 8)
            .Select(l => l.Sequence > 8 ? l with { Sequence = l.Sequence - 2 } : l);
        const string Words =
            "mandates rows 7–18: renumbered: were written as rows 9–20, and rows 7–8 as written before them missing";
        Assert.Equal([Words], Said(closed, Head));
        // The head set back to the new number as well.
        Assert.Equal([Words], Said(closed, Head with { Sequence = 18 }));
    }

    [Fact]
    public void A_row_put_in_between_is_found_by_those_that_had_to_move()
    {
        var forged = log[10] with { Sequence = 12, Id = Guid.CreateVersion7().ToString(), PreviousHash = log[10].Hash };
        forged = forged with { Hash = forged.HashAs() };
        var tampered = log.Where(l => l.Sequence < 12)
            .Append(forged)
            .Concat(log.Where(l => l.Sequence >= 12).Select(l => l with { Sequence = l.Sequence + 1 }));
        var said = Said(tampered, Head);
        Assert.Contains("mandates rows 13–21: renumbered: were written as rows 12–20, and row 12 before them inserted", said);
    }

    [Fact]
    public void Rows_past_the_head_before_the_first_and_twice_are_inserted()
    {
        var more = SampleLog.Of(22);
        Assert.Equal(
            [
                "mandates rows 21–22: inserted past the host, or the head was set back: the head says that the log ends at row 20, and it ends at row 22",
            ],
            Said(more, SampleLog.HeadOf(log))
        );
        Assert.Contains("mandates row 0: inserted: numbers begin at 1", Said(log.Prepend(log[3] with { Sequence = 0 }), Head));
        Assert.Contains(
            Said(log.Append(log[3] with { Actor = "principals/ola" }), Head),
            w => w.StartsWith("mandates row 4: stands more than once", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_row_rewritten_with_a_hash_of_its_own_does_not_fit_the_next()
    {
        var line = log[6] with { Actor = "principals/ola" };
        log[6] = line with { Hash = line.HashAs() };
        Assert.Equal(
            ["mandates row 7: rewritten with a hash of its own, or replaced: row 8 was written after another row 7"],
            Said(log, Head)
        );
    }

    [Fact]
    public void A_hash_altered_with_the_next_rows_link_to_it_is_two_findings()
    {
        var altered = new string('c', 64);
        (log[6], log[7]) = (log[6] with { Hash = altered }, log[7] with { PreviousHash = altered });
        Assert.Equal(
            [
                "mandates row 7: altered: hash is not the hash of the row, which is as it was written",
                "mandates row 8: altered: previous_hash was changed along with the hash of the row before",
            ],
            Said(log, Head)
        );
    }

    [Fact]
    public void A_head_that_was_altered_is_found()
    {
        Assert.Contains(
            "was altered: it says row 25",
            Assert.Single(Said(log, Head with { Sequence = 25 })),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "was altered: it says row 3",
            Assert.Single(Said(log, Head with { Sequence = 3 })),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "row 20: the last row does not have the hash that the head of the log holds",
            Assert.Single(Said(log, Head with { Hash = new string('d', 64) })),
            StringComparison.Ordinal
        );
        Assert.Contains("is gone", Assert.Single(Said(log, null)), StringComparison.Ordinal);
        Assert.Contains("says that there are no rows", Assert.Single(Said([], new(0, log[3].Hash))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_was_rewritten_is_shown_by_the_head_or_by_an_anchor()
    {
        var head = Head;
        var points = (AnchorPoint[])[Point(5), Point(14), Point(18)];
        log[8] = log[8] with { Data = "mergeprogramme.mandates.v1.Mandate\n{ \"title\": \"Et annet vedtak\" }" };
        var rewritten = SampleLog.Rewritten(log, 9);
        Assert.Contains("or the end of the log was rewritten", Assert.Single(Said(rewritten, head)), StringComparison.Ordinal);
        // Whoever sets the head too has covered all tracks but the anchor.
        Assert.Empty(Said(rewritten, SampleLog.HeadOf(rewritten)));
        Assert.Equal(
            [
                "mandates rows 6–14: rewritten with new hashes: row 14 had another hash when anchor anchor-14 was made at 2018-01-14 00:00:00Z; row 5 is still as anchor anchor-5 has it",
            ],
            Said(rewritten, SampleLog.HeadOf(rewritten), points)
        );
    }

    [Fact]
    public void An_end_that_was_cut_off_with_the_head_set_back_is_shown_by_an_anchor()
    {
        var points = (AnchorPoint[])[Point(5), Point(18)];
        var cut = log.Take(15).ToList();
        Assert.Empty(Said(cut, SampleLog.HeadOf(cut)));
        Assert.Equal(
            [
                "mandates rows 16–18: removed at the end, with the head set back: the log went to row 18 when anchor anchor-18 was made at 2018-01-18 00:00:00Z",
            ],
            Said(cut, SampleLog.HeadOf(cut), points)
        );
        Assert.Contains(
            "mandates rows 1–18: removed at the end",
            Assert.Single(Said([], new(0, LogLine.NoHash), points)),
            StringComparison.Ordinal
        );
        Assert.Empty(Said(log, Head, points));
    }

    [Fact]
    public void Any_single_change_to_any_row_is_found() =>
        (
            from rows in Gen.Int[1, 40]
            from row in Gen.Int[0, rows - 1]
            from column in Gen.Int[0, 12]
            from text in Gen.String
            from number in Gen.OneOf(Gen.Long, Gen.Long[0, 45])
            select (rows, row, column, text, number)
        ).Sample(c =>
        {
            var written = SampleLog.Of(c.rows);
            var line = written[c.row];
            var changed = c.column switch
            {
                0 => line with { Sequence = c.number },
                1 => line with { Id = c.text },
                2 => line with { Type = c.text },
                3 => line with { Subject = c.text },
                4 => line with { Time = c.number },
                5 => line with { Actor = c.text },
                6 => line with { Origin = c.text },
                7 => line with { RequestId = c.text },
                8 => line with { Traceparent = c.text },
                9 => line with { Data = c.text },
                10 => line with { DataHash = c.text },
                11 => line with { PreviousHash = c.text },
                _ => line with { Hash = c.text },
            };
            if (changed == line)
                return;
            var head = SampleLog.HeadOf(written);
            written[c.row] = changed;
            Assert.NotEmpty(SampleLog.Verify(written, head));
        });

    [Fact]
    public void Any_rows_removed_are_found_and_named() =>
        (from rows in Gen.Int[1, 60] from gone in Gen.Int[1, rows].HashSet[1, Math.Min(rows, 5)] select (rows, gone)).Sample(c =>
        {
            var written = SampleLog.Of(c.rows);
            var found = SampleLog.Verify(written.Where(l => !c.gone.Contains((int)l.Sequence)), SampleLog.HeadOf(written));
            var named = found.SelectMany(f => Enumerable.Range((int)f.First, (int)(f.Last - f.First + 1))).ToHashSet();
            Assert.True(c.gone.SetEquals(named), string.Join('\n', found));
        });

    private List<LogLine> Swapped(int one, int other)
    {
        var tampered = log.ToList();
        tampered[one - 1] = log[other - 1] with { Sequence = one };
        tampered[other - 1] = log[one - 1] with { Sequence = other };
        return tampered;
    }

    private AnchorPoint Point(int row) =>
        new($"anchor-{row}", new DateTimeOffset(2018, 1, row, 0, 0, 0, TimeSpan.Zero), row, log[row - 1].Hash);

    private static IEnumerable<string> Said(IEnumerable<LogLine> rows, LogHead? head, params AnchorPoint[] anchors) =>
        SampleLog.Verify(rows, head, anchors).Select(f => f.ToString());
}
