using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Communication;

/// <summary>When what is planned falls due. Pure.</summary>
internal static class Schedule
{
    private const int MostYears = 10;

    /// <summary>What is wrong with an item's days.</summary>
    public static IEnumerable<Violation> Check(CommunicationItem item)
    {
        if (item.StartDate.ToDateOnly() is not { } start)
            yield break;
        foreach (var (field, day) in new[] { ("start_date", start), ("end_date", item.EndDate.ToDateOnly() ?? start) })
        {
            // Whatever is counted from it stays a day of the calendar.
            if (day >= NorwegianCalendar.FirstDay && day <= NorwegianCalendar.LastDay)
                continue;
            yield return new($"communication_item.{field}", "DATE_OUT_OF_RANGE", NorwegianTime.Format(day));
            yield break;
        }
        if (item.EndDate.ToDateOnly() is not { } end)
        {
            if (item.Frequency is not (CommunicationFrequency.Once or CommunicationFrequency.Unspecified))
                yield return new("communication_item.end_date", "END_DATE_MISSING");
        }
        else if (end < start)
            yield return new("communication_item.end_date", "COMMUNICATION_ENDS_FIRST", NorwegianTime.Format(start));
        else if (end > start.AddYears(MostYears))
            yield return new("communication_item.end_date", "END_TOO_LATE", MostYears);
    }

    /// <summary>The days on which an item falls due, first to last.</summary>
    public static IEnumerable<DateOnly> Of(CommunicationItem item)
    {
        var start = item.StartDate.ToDateOnly()!.Value;
        if (item.Frequency == CommunicationFrequency.Once)
        {
            yield return start;
            yield break;
        }
        var end = item.EndDate.ToDateOnly()!.Value;
        // Counted from the first day each time: the 31st stays the 31st where the month has one.
        for (var n = 0; Day(start, item.Frequency, n) is var day && day <= end; n++)
            yield return day;
    }

    /// <summary>Where an occurrence stands that nobody has said anything about.</summary>
    public static OccurrenceState StateOf(DateOnly due, DateOnly today) =>
        due < today ? OccurrenceState.Overdue : OccurrenceState.Planned;

    private static DateOnly Day(DateOnly start, CommunicationFrequency frequency, int n) =>
        frequency switch
        {
            CommunicationFrequency.Weekly => start.AddDays(7 * n),
            CommunicationFrequency.Fortnightly => start.AddDays(14 * n),
            CommunicationFrequency.Monthly => start.AddMonths(n),
            CommunicationFrequency.Quarterly => start.AddMonths(3 * n),
            CommunicationFrequency.Tertial => start.AddMonths(4 * n),
            _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "It does not come again."),
        };
}
