using CsCheck;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Organisation.V1.PapersDayKind;

namespace MergeProgramme.Organisation.Tests.Meetings;

public sealed class PapersDueTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2150, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    private static readonly Gen<PapersDayKind> Kind = Gen.OneOf(CalendarDays, WorkingDays);

    [Theory]
    // Tuesday after Easter 2014: Maundy Thursday to Easter Monday do not count.
    [InlineData("2014-04-22", 2, WorkingDays, "2014-04-15", 5)]
    // Bodø: "2 dager i forkant", the group met on a Monday.
    [InlineData("2013-11-11", 2, CalendarDays, "2013-11-09", 0)]
    [InlineData("2013-11-11", 2, WorkingDays, "2013-11-07", 2)]
    // Tuesday 18 May 2021: the 17th was a Monday.
    [InlineData("2021-05-18", 1, WorkingDays, "2021-05-14", 3)]
    // Monday 29 December 2014: Christmas Day and the day after were Thursday and Friday.
    [InlineData("2014-12-29", 1, WorkingDays, "2014-12-24", 4)]
    [InlineData("2014-04-24", 0, WorkingDays, null, 0)]
    public void It_is_counted_back_from_the_meeting(string meeting, int days, PapersDayKind kind, string? due, int skipped)
    {
        var papers = PapersDue.Of(Parse(meeting), days, kind);

        Assert.Equal(due is null ? null : Parse(due), papers.Date);
        Assert.Equal(skipped, papers.Skipped.Count);
    }

    [Fact]
    public void It_is_never_after_the_meeting_and_the_days_between_add_up() =>
        Gen.Select(Day, Gen.Int[1, 60], Kind)
            .Sample(
                (meeting, days, kind) =>
                {
                    var papers = PapersDue.Of(meeting, days, kind);
                    var due = papers.Date!.Value;

                    Assert.True(due < meeting);
                    Assert.Equal(days, meeting.DayNumber - due.DayNumber - papers.Skipped.Count);
                    Assert.All(papers.Skipped, day => Assert.False(NorwegianCalendar.IsWorkingDay(day)));
                    if (kind != WorkingDays)
                        return;
                    Assert.True(NorwegianCalendar.IsWorkingDay(due));
                    // As many working days to be at work on the papers as were promised, the due day among them.
                    Assert.Equal(days, NorwegianCalendar.CountWorkingDays(due, meeting.AddDays(-1)));
                }
            );

    [Fact]
    public void More_days_never_make_it_later() =>
        Gen.Select(Day, Gen.Int[1, 59], Kind)
            .Sample(
                (meeting, days, kind) =>
                    Assert.True(PapersDue.Of(meeting, days + 1, kind).Date < PapersDue.Of(meeting, days, kind).Date)
            );

    private static DateOnly Parse(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
