using CsCheck;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Reporting;

/// <summary>When a report is due, late or missing, when that is taken further, and how a meeting may be moved.</summary>
public sealed class ReportingRulesTests
{
    private static readonly DateOnly Meeting = new(2014, 1, 20);

    // Due on 18 January. Submitted: days after the due date; null: not at all.
    [Theory]
    [InlineData("2014-01-17", null, ReportingState.Due, 0)]
    [InlineData("2014-01-18", null, ReportingState.Due, 0)]
    [InlineData("2014-01-19", null, ReportingState.Late, 1)]
    [InlineData("2014-01-20", null, ReportingState.Late, 2)]
    [InlineData("2014-01-21", null, ReportingState.Missing, 3)]
    [InlineData("2014-01-21", 0, ReportingState.Delivered, 0)]
    [InlineData("2014-01-21", -9, ReportingState.Delivered, 0)]
    [InlineData("2014-01-21", 1, ReportingState.DeliveredLate, 0)]
    public void A_report_is_due_until_its_day_late_until_the_meeting_and_missing_after_it(
        string today,
        int? submitted,
        ReportingState state,
        int daysLate
    )
    {
        var occurrence = Occurrence(Meeting);
        if (submitted is { } days)
            // Late in the evening, Norwegian time.
            occurrence.FirstSubmitTime = Timestamp.FromDateTimeOffset(
                NorwegianTime.StartOfDay(Meeting.AddDays(days - 1)).AddMinutes(-1)
            );
        ReportingStates.Fill([occurrence], Day(today));
        Assert.Equal((state, daysLate), (occurrence.State, occurrence.DaysLate));
    }

    [Fact]
    public void Of_those_ahead_the_first_that_is_not_delivered_or_skipped_is_due()
    {
        ReportingOccurrence[] all = [.. Enumerable.Range(0, 5).Select(i => Occurrence(Meeting.AddDays(14 * i)))];
        all[0].FirstSubmitTime = Timestamp.FromDateTimeOffset(NorwegianTime.StartOfDay(Meeting.AddDays(-5)));
        all[1].Skipped = true;
        ReportingStates.Fill(all, Meeting.AddDays(-4));
        Assert.Equal(
            [
                ReportingState.Delivered,
                ReportingState.Skipped,
                ReportingState.Due,
                ReportingState.Upcoming,
                ReportingState.Upcoming,
            ],
            all.Select(o => o.State)
        );
    }

    [Theory]
    [InlineData(0, 0, 0, "")]
    [InlineData(1, 0, 0, "Chair")]
    [InlineData(4, 0, 0, "Chair")]
    [InlineData(5, 0, 0, "Chair ProgrammeOffice")]
    [InlineData(2, 3, 0, "")]
    [InlineData(7, 7, 0, "Chair ProgrammeOffice")]
    [InlineData(6, 3, 10, "Chair")]
    [InlineData(400, 3, 10, "Chair ProgrammeOffice")]
    public void Lateness_goes_to_the_chair_after_a_day_and_to_the_office_after_five_or_as_the_cadence_says(
        int daysLate,
        int chairDays,
        int officeDays,
        string levels
    )
    {
        var occurrence = Occurrence(Meeting);
        ReportingStates.Fill([occurrence], Meeting.AddDays(daysLate - 2));
        Assert.Equal(daysLate, occurrence.DaysLate);
        var cadence = new ReportingCadence { EscalateToChairDays = chairDays, EscalateToOfficeDays = officeDays };
        Assert.Equal(levels, string.Join(' ', EscalationRule.Now(occurrence, cadence)));
    }

    [Fact]
    public void However_often_it_is_looked_at_each_level_is_reached_once_and_the_chair_before_the_office() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[1, 20].Array[1, 10], Gen.Int[0, 60])
            .Where((chair, office, _, _) => office == 0 || office >= Math.Max(1, chair))
            .Sample(
                (chair, office, steps, submittedAfter) =>
                {
                    var cadence = new ReportingCadence { EscalateToChairDays = chair, EscalateToOfficeDays = office };
                    var occurrence = Occurrence(Meeting);
                    var today = Meeting.AddDays(-5);
                    List<EscalationLevel> reached = [];
                    foreach (var step in steps)
                    {
                        today = today.AddDays(step);
                        if (today.DayNumber - Meeting.DayNumber > submittedAfter)
                            occurrence.FirstSubmitTime = Timestamp.FromDateTimeOffset(NorwegianTime.StartOfDay(today));
                        ReportingStates.Fill([occurrence], today);
                        foreach (var level in EscalationRule.Now(occurrence, cadence).ToList())
                        {
                            Assert.Null(occurrence.FirstSubmitTime);
                            Assert.True(occurrence.DaysLate >= EscalationRule.DaysUntil(level, cadence));
                            occurrence.Escalations.Add(new ReportEscalation { Level = level });
                            reached.Add(level);
                        }
                        Assert.Empty(EscalationRule.Now(occurrence, cadence));
                    }
                    Assert.Equal(reached.Distinct().Order(), reached);
                }
            );

    [Fact]
    public void The_office_cannot_hear_of_lateness_before_the_chair() =>
        Assert.Equal(
            [("sub_project.reporting_cadence.escalate_to_office_days", "OFFICE_BEFORE_CHAIR")],
            CadenceDates
                .Check(
                    new()
                    {
                        IntervalDays = 14,
                        FirstMeetingDate = Meeting.ToDate(),
                        EscalateToChairDays = 4,
                        EscalateToOfficeDays = 3,
                    }
                )
                .Select(v => (v.Field, v.Reason))
        );

    [Theory]
    [InlineData("2014-01-20", false, "", "")]
    [InlineData("2014-01-22", false, "", "reason MOVE_WITHOUT_REASON")]
    [InlineData("2014-01-22", false, "Ferie", "")]
    [InlineData("2014-01-20", true, "", "reason SKIP_WITHOUT_REASON")]
    [InlineData("2014-01-20", true, "Ferie", "")]
    [InlineData("2014-01-06", false, "Ferie", "meeting_date MEETING_BEFORE_PREVIOUS")]
    [InlineData("2014-01-07", false, "Ferie", "")]
    [InlineData("2014-02-02", false, "Ferie", "")]
    [InlineData("2014-02-03", false, "Ferie", "meeting_date MEETING_AFTER_NEXT")]
    [InlineData(null, false, "Ferie", "meeting_date REQUIRED")]
    public void A_meeting_moves_between_its_neighbours_with_a_reason(string? to, bool skipped, string reason, string refusal)
    {
        ReportingOccurrence[] all = [.. Enumerable.Range(-1, 3).Select(i => Occurrence(Meeting.AddDays(14 * i)))];
        var changed = all[1].Clone();
        (changed.Skipped, changed.Reason) = (skipped, reason);
        changed.MeetingDate = to is null ? null : Day(to).ToDate();
        Assert.Equal(
            refusal,
            string.Join(' ', OccurrenceRules.Check(changed, all).Select(v => $"{v.Field.Split('.')[1]} {v.Reason}"))
        );
    }

    [Fact]
    public void A_skipped_neighbour_is_in_nobodys_way()
    {
        ReportingOccurrence[] all = [.. Enumerable.Range(0, 3).Select(i => Occurrence(Meeting.AddDays(14 * i)))];
        all[1].Skipped = true;
        var changed = all[0].Clone();
        (changed.MeetingDate, changed.Reason) = (Meeting.AddDays(20).ToDate(), "Ferie");
        Assert.Empty(OccurrenceRules.Check(changed, all));
    }

    [Fact]
    public void A_cadence_asks_for_nothing_that_was_due_before_it_was_stated()
    {
        var cadence = new ReportingCadence
        {
            IntervalDays = 14,
            DueDaysBefore = 2,
            FirstMeetingDate = Meeting.ToDate(),
        };
        // Stated when the first report is still ahead: nothing needs to be said.
        Assert.Null(CadenceDates.Stated(cadence, null, Meeting.AddDays(-2))!.ReportsFromDate);
        Assert.Equal(Meeting.ToDate(), CadenceDates.Stated(cadence, null, Meeting)!.ReportsFromDate);
        // Said by whoever states it.
        cadence.ReportsFromDate = Day("2014-01-01").ToDate();
        Assert.Equal(Day("2014-01-01").ToDate(), CadenceDates.Stated(cadence, null, Meeting.AddDays(99))!.ReportsFromDate);
        // Sent back as it stood, with or without it.
        var same = cadence.Clone();
        same.ReportsFromDate = null;
        Assert.Equal(Day("2014-01-01").ToDate(), CadenceDates.Stated(same, cadence, Meeting.AddDays(99))!.ReportsFromDate);
        // Another rhythm begins on the day on which it is stated.
        same.IntervalDays = 7;
        Assert.Equal(Meeting.AddDays(99).ToDate(), CadenceDates.Stated(same, cadence, Meeting.AddDays(99))!.ReportsFromDate);
        Assert.Null(CadenceDates.Stated(null, cadence, Meeting));
    }

    private static ReportingOccurrence Occurrence(DateOnly meeting) =>
        new()
        {
            Name = CadenceOccurrences.NameOf("programmes/x/subProjects/a1", meeting),
            PlannedMeetingDate = meeting.ToDate(),
            MeetingDate = meeting.ToDate(),
            DueDate = meeting.AddDays(-2).ToDate(),
        };

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
