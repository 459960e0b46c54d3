using Google.Type;

namespace MergeProgramme.Platform.Calendar;

/// <summary>Between <see cref="Date"/>, which may be partial or impossible, and <see cref="DateOnly"/>, which is always a day.</summary>
public static class DateConversions
{
    /// <summary>The day, or null where the message is absent, lacks its year, month or day, or names no day of the calendar (31 June).</summary>
    public static DateOnly? ToDateOnly(this Date? date) =>
        date is { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 }
        && date.Day <= System.DateTime.DaysInMonth(date.Year, date.Month)
            ? new DateOnly(date.Year, date.Month, date.Day)
            : null;

    /// <summary>The same day as a message.</summary>
    public static Date ToDate(this DateOnly date) =>
        new()
        {
            Year = date.Year,
            Month = date.Month,
            Day = date.Day,
        };

    /// <summary>The same day as a message; null, which a field takes as absent, where there is none.</summary>
    public static Date? ToDate(this DateOnly? date) => date?.ToDate();
}
