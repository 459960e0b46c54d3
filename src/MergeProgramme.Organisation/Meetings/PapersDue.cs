using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>The last day on which a meeting's papers are in time, and why it is that day.</summary>
/// <param name="Date">Never after the meeting; null where no due date is agreed on.</param>
/// <param name="Skipped">Days between it and the meeting that did not count, oldest first.</param>
internal sealed record PapersDue(DateOnly? Date, IReadOnlyList<DateOnly> Skipped)
{
    /// <summary>Counts back from the meeting, whose own day is not counted.</summary>
    /// <param name="days">0: no due date.</param>
    /// <exception cref="ArgumentOutOfRangeException">The way there leaves the years 1900–2199.</exception>
    public static PapersDue Of(DateOnly meeting, int days, PapersDayKind kind)
    {
        if (days == 0)
            return new(null, []);
        if (kind != PapersDayKind.WorkingDays)
            return new(meeting.AddDays(-days), []);
        var due = NorwegianCalendar.AddWorkingDays(meeting, -days);
        return new(
            due,
            [
                .. Enumerable
                    .Range(1, meeting.DayNumber - due.DayNumber - 1)
                    .Select(due.AddDays)
                    .Where(day => !NorwegianCalendar.IsWorkingDay(day)),
            ]
        );
    }
}
