using System.Globalization;

namespace MergeProgramme.Platform.Calendar;

/// <summary>Norwegian legal time (Europe/Oslo, with summer time): which day it is, and how people see days and instants.</summary>
public static class NorwegianTime
{
    /// <summary>The time zone Europe/Oslo.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>Today's date in Norway. Never the server's own zone.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateIn(clock.GetUtcNow());

    /// <summary>The date in Norway at this instant.</summary>
    public static DateOnly DateIn(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which the day begins in Norway. Midnight is never skipped there: summer time begins at 02:00.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>A day as people write it: "6.12.2017"; in English "6 Dec 2017", where a numeric date could be misread.</summary>
    /// <param name="date">The day.</param>
    /// <param name="culture">The reader's language; <see cref="CultureInfo.CurrentUICulture"/> unless given.</param>
    public static string Format(DateOnly date, CultureInfo? culture = null) =>
        date.ToString(IsEnglish(culture) ? "d MMM yyyy" : "d.M.yyyy", CultureInfo.InvariantCulture);

    /// <summary>An instant in Norwegian time, to the minute: "6.12.2017 kl. 13.05"; in English "6 Dec 2017, 13:05".</summary>
    /// <param name="instant">The instant, of any offset.</param>
    /// <param name="culture">The reader's language; <see cref="CultureInfo.CurrentUICulture"/> unless given.</param>
    public static string Format(DateTimeOffset instant, CultureInfo? culture = null) =>
        TimeZoneInfo
            .ConvertTime(instant, Zone)
            .ToString(IsEnglish(culture) ? "d MMM yyyy, HH':'mm" : "d.M.yyyy 'kl.' HH'.'mm", CultureInfo.InvariantCulture);

    private static bool IsEnglish(CultureInfo? culture) =>
        (culture ?? CultureInfo.CurrentUICulture).TwoLetterISOLanguageName.Equals("en", StringComparison.Ordinal);
}
