using CsCheck;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Reports;

public sealed class ReportRulesTests
{
    [Theory]
    [InlineData(ReportStatus.Green, ReportStatus.Unspecified, ReportTrend.Unspecified)]
    [InlineData(ReportStatus.Unspecified, ReportStatus.Red, ReportTrend.Unspecified)]
    [InlineData(ReportStatus.Green, ReportStatus.Green, ReportTrend.Same)]
    [InlineData(ReportStatus.Green, ReportStatus.Yellow, ReportTrend.Better)]
    [InlineData(ReportStatus.Red, ReportStatus.Yellow, ReportTrend.Worse)]
    public void The_trend_is_counted_from_the_last_report(ReportStatus now, ReportStatus before, ReportTrend trend) =>
        Assert.Equal(trend, ReportRules.Trend(now, before));

    [Theory]
    [InlineData(ReportStatus.Green, ReportStatus.Green, "", "")]
    [InlineData(ReportStatus.Green, ReportStatus.Yellow, "", "Reason")]
    [InlineData(ReportStatus.Green, ReportStatus.Unspecified, "", "Reason")]
    [InlineData(ReportStatus.Yellow, ReportStatus.Yellow, " \n", "Reason")]
    [InlineData(ReportStatus.Red, ReportStatus.Green, "Leverandøren er forsinket", "")]
    [InlineData(ReportStatus.Unspecified, ReportStatus.Green, "Ord", "Status")]
    public void A_status_needs_its_reason_unless_green_stays_green(
        ReportStatus now,
        ReportStatus before,
        string reason,
        string lacks
    ) =>
        Assert.Equal(
            lacks,
            string.Join(
                ' ',
                ReportRules.Lacks(
                    new()
                    {
                        Kind = ReportPartKind.Cost,
                        Status = now,
                        PreviousStatus = before,
                        Text = reason,
                        Confirmation = PartConfirmation.Changed,
                    }
                )
            )
        );

    [Theory]
    [InlineData(ReportPartKind.Done, "Text")]
    [InlineData(ReportPartKind.Next, "Text")]
    [InlineData(ReportPartKind.Decisions, "")]
    [InlineData(ReportPartKind.Deviations, "")]
    public void What_was_done_and_comes_next_is_said_and_no_decision_and_no_deviation_is_an_answer(
        ReportPartKind kind,
        string lacks
    ) => Assert.Equal(lacks, string.Join(' ', ReportRules.Lacks(new() { Kind = kind, Confirmation = PartConfirmation.Changed })));

    [Fact]
    public void An_empty_report_is_refused_part_by_part_at_their_fields()
    {
        var report = new Report();
        report.Parts.Add(ReportRules.Parts.Select(p => new ReportPart { Kind = p.Kind }));
        var found = ReportRules.CheckSubmission(report).Select(v => (v.Field, v.Reason)).ToList();
        Assert.Equal(9, found.Count(v => v.Reason == "PART_NOT_CONFIRMED"));
        Assert.Equal(5, found.Count(v => v.Reason == "PART_WITHOUT_STATUS"));
        Assert.Contains(("report.parts[0].confirmation", "PART_NOT_CONFIRMED"), found);
        Assert.Contains(("report.parts[4].status", "PART_WITHOUT_STATUS"), found);
        Assert.Contains(("report.parts[5].text", "PART_WITHOUT_TEXT"), found);
    }

    [Fact]
    public void Unchanged_copies_the_last_words_and_the_last_status()
    {
        var (part, violations) = ReportRules.Write(
            Earlier(ReportStatus.Yellow, "Som før"),
            Written(ReportStatus.Unspecified, "", PartConfirmation.Unchanged),
            hasEarlier: true
        );
        Assert.Empty(violations);
        Assert.Equal(
            (ReportStatus.Yellow, "Som før", ReportTrend.Same, ReportPartLack.Unspecified),
            (part.Status, part.Text, part.Trend, part.Lack)
        );
    }

    [Theory]
    [InlineData(ReportStatus.Yellow, "Noe nytt")]
    [InlineData(ReportStatus.Red, "Som før")]
    public void Unchanged_and_something_new_at_once_is_refused_so_that_no_words_are_lost(ReportStatus status, string text) =>
        Assert.Equal(
            [("report_part.confirmation", "UNCHANGED_BUT_WRITTEN")],
            ReportRules
                .Write(
                    Earlier(ReportStatus.Yellow, "Som før"),
                    Written(status, text, PartConfirmation.Unchanged),
                    hasEarlier: true
                )
                .Violations.Select(v => (v.Field, v.Reason))
        );

    [Fact]
    public void What_is_written_after_unchanged_was_said_is_a_change()
    {
        var said = Earlier(ReportStatus.Yellow, "Som før");
        (said.Status, said.Text, said.Confirmation) = (ReportStatus.Yellow, "Som før", PartConfirmation.Unchanged);
        var (part, violations) = ReportRules.Write(said, Kept(said, p => p.Text = "Nå er det løst"), hasEarlier: true);
        Assert.Empty(violations);
        Assert.Equal((PartConfirmation.Changed, "Nå er det løst"), (part.Confirmation, part.Text));
    }

    [Fact]
    public void The_first_report_cannot_be_unchanged_and_a_text_has_no_status()
    {
        var text = new ReportPart { Kind = ReportPartKind.Next };
        Assert.Equal(
            [("report_part.status", "PART_HAS_NO_STATUS"), ("report_part.confirmation", "NO_EARLIER_REPORT")],
            ReportRules
                .Write(
                    text,
                    Kept(text, p => (p.Status, p.Confirmation) = (ReportStatus.Red, PartConfirmation.Unchanged)),
                    hasEarlier: false
                )
                .Violations.Select(v => (v.Field, v.Reason))
        );
    }

    [Fact]
    public void Whatever_is_written_nothing_is_lost_and_writing_it_twice_changes_nothing() =>
        Gen.Select(AnyPart, Gen.Enum<ReportStatus>(), AnyText, Gen.Enum<PartConfirmation>())
            .Sample(
                (current, status, text, confirmation) =>
                {
                    var written = Kept(current, p => (p.Status, p.Text, p.Confirmation) = (status, text, confirmation));
                    var (part, violations) = ReportRules.Write(current, written, hasEarlier: true);
                    if (violations.Count > 0)
                        return;
                    // The words are the writer's own, or the last report's where the writer says so.
                    if (part.Confirmation == PartConfirmation.Unchanged)
                        Assert.Equal((current.UnchangedStatus, current.UnchangedText), (part.Status, part.Text));
                    else
                        Assert.Equal((status, text), (part.Status, part.Text));
                    var (again, refusals) = ReportRules.Write(part, part, hasEarlier: true);
                    Assert.Empty(refusals);
                    Assert.Equal(part, again);
                }
            );

    private static readonly string[] Words = ["", "Som før", "Noe nytt", "Noe annet"];

    private static readonly Gen<string> AnyText = Gen.Int[0, 3].Select(i => Words[i]);

    private static readonly Gen<ReportPart> AnyPart = Gen.Select(
            Gen.Int[1, 5],
            Gen.Enum<ReportStatus>(),
            AnyText,
            Gen.Enum<ReportStatus>(),
            Gen.Enum<PartConfirmation>()
        )
        .Select(
            (kind, status, text, unchanged, confirmation) =>
            {
                var part = new ReportPart
                {
                    Kind = (ReportPartKind)kind,
                    Status = status,
                    Text = text,
                    UnchangedStatus = unchanged,
                    UnchangedText = "Som før",
                    PreviousStatus = unchanged,
                    Confirmation = confirmation,
                };
                if (confirmation == PartConfirmation.Unchanged)
                    (part.Status, part.Text) = (part.UnchangedStatus, part.UnchangedText);
                return ReportRules.Computed(part);
            }
        );

    private static ReportPart Earlier(ReportStatus status, string text) =>
        new()
        {
            Kind = ReportPartKind.Time,
            PreviousStatus = status,
            UnchangedStatus = status,
            UnchangedText = text,
        };

    private static ReportPart Written(ReportStatus status, string text, PartConfirmation confirmation) =>
        Kept(Earlier(ReportStatus.Yellow, "Som før"), p => (p.Status, p.Text, p.Confirmation) = (status, text, confirmation));

    private static ReportPart Kept(ReportPart part, Action<ReportPart> change)
    {
        var written = part.Clone();
        change(written);
        return written;
    }
}
