using Google.Type;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using DayOfWeek = System.DayOfWeek;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>Which meetings a change of a series concerns, and the days to which they move. Pure.</summary>
internal static class SeriesMove
{
    /// <summary>Meetings of a series that are still to be held, by date.</summary>
    /// <param name="from">The first day; meetings of days that are past are left to whoever keeps their minutes.</param>
    public static List<Meeting> Coming(IEnumerable<Meeting> meetings, string series, DateOnly from) =>
        [
            .. meetings
                .Where(m => m.Series == series && !MeetingRules.CheckOpen(m).Any() && m.Date.ToDateOnly() >= from)
                .OrderBy(m => m.Date.ToDateOnly())
                .ThenBy(m => m.Name, StringComparer.Ordinal),
        ];

    /// <summary>The day in the same ISO week, or what the series makes of it where it is a public holiday.</summary>
    /// <param name="day">Null: the day itself, which is then kept whatever it is.</param>
    /// <returns>Null where the series skips the day.</returns>
    public static DateOnly? Day(DateOnly date, DayOfWeek? day, SeriesHolidayRule rule)
    {
        if (day is not { } wanted || wanted == date.DayOfWeek)
            return date;
        // Weeks begin on Monday.
        var to = IsoWeek.Of(date).FirstDay.AddDays(((int)wanted + 6) % 7);
        if (!NorwegianCalendar.IsPublicHoliday(to) || rule == SeriesHolidayRule.Keep)
            return to;
        return rule == SeriesHolidayRule.NextWorkingDay ? NorwegianCalendar.OnOrNextWorkingDay(to) : null;
    }

    /// <summary>Whether anything of a meeting is to be other than it is.</summary>
    public static bool Changes(Meeting meeting, DateOnly? to, TimeOfDay start, TimeOfDay? end, string place) =>
        meeting.Date.ToDateOnly() != to
        || !meeting.StartTime.Equals(start)
        || !Equals(meeting.EndTime, end)
        || meeting.Place != place;

    /// <summary>Why the move must be asked about, or cannot be, meeting by meeting.</summary>
    public static IEnumerable<(Meeting Meeting, Violation Broken)> Check(
        IEnumerable<(Meeting Meeting, DateOnly? To)> moves,
        bool acceptPapersDue,
        DateOnly today
    )
    {
        foreach (var (meeting, to) in moves)
        {
            if (to is not { } date)
            {
                yield return (meeting, new(meeting.Name, "SERIES_SKIPS_HOLIDAY"));
                continue;
            }
            // Moved back within this week.
            if (date < today)
                yield return (meeting, new(meeting.Name, "MOVED_INTO_PAST", NorwegianTime.Format(date)));
            if (acceptPapersDue)
                continue;
            var due = PapersDue.Of(date, meeting.PapersDays, meeting.PapersDayKind).Date;
            foreach (var broken in MeetingRules.CheckPapersOnMove(meeting, due, today))
                yield return (meeting, broken);
        }
    }
}
