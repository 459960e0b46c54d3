using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>When a series meets. Pure.</summary>
internal static class SeriesDates
{
    /// <summary>The most meetings of one series: four years of weekly ones.</summary>
    public const int Most = 200;

    /// <summary>How many dates the interval gives from the first day to the last, both included; 0 where the last is before the first.</summary>
    public static int Count(DateOnly first, DateOnly last, int intervalDays) =>
        last < first ? 0 : (last.DayNumber - first.DayNumber) / intervalDays + 1;

    /// <summary>
    /// Every date that the interval gives, with the day on which the body meets: none where the rule skips it, or where the day it would give way to
    /// is after the last day or not before the next meeting.
    /// </summary>
    public static IEnumerable<(DateOnly Planned, DateOnly? Date)> Of(
        DateOnly first,
        DateOnly last,
        int intervalDays,
        SeriesHolidayRule rule
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervalDays, 1);
        for (var i = 0; i < Count(first, last, intervalDays); i++)
        {
            var planned = first.AddDays(i * intervalDays);
            yield return (planned, Met(planned, last, intervalDays, rule));
        }
    }

    private static DateOnly? Met(DateOnly planned, DateOnly last, int intervalDays, SeriesHolidayRule rule)
    {
        if (rule == SeriesHolidayRule.Keep || !NorwegianCalendar.IsPublicHoliday(planned))
            return planned;
        if (rule == SeriesHolidayRule.Skip)
            return null;
        var moved = NorwegianCalendar.OnOrNextWorkingDay(planned);
        return moved > last || moved.DayNumber - planned.DayNumber >= intervalDays ? null : moved;
    }
}
