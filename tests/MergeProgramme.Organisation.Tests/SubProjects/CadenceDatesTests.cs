using CsCheck;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.SubProjects;

public sealed class CadenceDatesTests
{
    private static readonly DateOnly First = new(2013, 11, 11);

    // Bodø, PFV2: the steering group meets every 14 days from 11 November 2013, reports are due 2 days before.
    [Theory]
    [InlineData("2013-10-01", "2013-11-11", "2013-11-09")]
    [InlineData("2013-11-11", "2013-11-11", "2013-11-09")]
    [InlineData("2013-11-12", "2013-11-25", "2013-11-23")]
    [InlineData("2013-11-24", "2013-11-25", "2013-11-23")]
    [InlineData("2014-04-14", "2014-04-14", "2014-04-12")]
    [InlineData("2014-04-15", null, null)]
    public void The_next_meeting_and_report_follow_from_today(string today, string? meeting, string? report)
    {
        var cadence = CadenceDates.On(Day(today)!.Value, Fortnightly())!;
        Assert.Equal(Day(meeting), cadence.NextMeetingDate.ToDateOnly());
        Assert.Equal(Day(report), cadence.NextReportDueDate.ToDateOnly());
    }

    [Fact]
    public void Without_a_cadence_there_are_no_dates() => Assert.Null(CadenceDates.On(First, null));

    [Fact]
    public void The_next_meeting_is_the_first_of_the_series_from_the_day_on() =>
        Gen.Select(Gen.Int[1, 366], Gen.Int[-1000, 10000])
            .Sample(
                (interval, offset) =>
                {
                    var from = First.AddDays(offset);
                    var next = CadenceDates.NextMeeting(interval, First, null, from)!.Value;
                    Assert.True(next >= from && next >= First);
                    Assert.Equal(0, (next.DayNumber - First.DayNumber) % interval);
                    Assert.True(next == First || next.AddDays(-interval) < from);
                }
            );

    [Fact]
    public void At_the_end_of_the_calendar_there_is_no_next_meeting() =>
        Assert.Null(CadenceDates.NextMeeting(14, DateOnly.MaxValue.AddDays(-3), null, DateOnly.MaxValue));

    [Fact]
    public void What_cannot_be_kept_is_named()
    {
        var cadence = Fortnightly();
        cadence.DueDaysBefore = 15;
        cadence.LastMeetingDate = First.AddDays(-1).ToDate();
        Assert.Equal(
            [
                ("sub_project.reporting_cadence.due_days_before", "REPORT_DUE_BEFORE_LAST_MEETING"),
                ("sub_project.reporting_cadence.last_meeting_date", "END_BEFORE_START"),
            ],
            CadenceDates.Check(cadence).Select(v => (v.Field, v.Reason))
        );
        cadence.FirstMeetingDate = null;
        Assert.Contains(
            ("sub_project.reporting_cadence.first_meeting_date", "REQUIRED"),
            CadenceDates.Check(cadence).Select(v => (v.Field, v.Reason))
        );
        cadence.IntervalDays = 0;
        Assert.Empty(CadenceDates.Check(cadence));
    }

    private static ReportingCadence Fortnightly() =>
        new()
        {
            IntervalDays = 14,
            DueDaysBefore = 2,
            FirstMeetingDate = First.ToDate(),
            LastMeetingDate = new DateOnly(2014, 4, 24).ToDate(),
        };

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
