using System.Globalization;

namespace MergeProgramme.Platform.Calendar;

/// <summary>A week as Norwegians number them (ISO 8601): Monday to Sunday; week 1 holds the first Thursday of the year.</summary>
public readonly record struct IsoWeek : IComparable<IsoWeek>
{
    // Counted from the week of Monday 1 January 1900, so that default(IsoWeek) is a week too.
    private readonly int _weeksSince1900;

    /// <summary>The week with this number in this ISO year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not in 1900–2199, or has no such week (53 only in long years).</exception>
    public IsoWeek(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, NorwegianCalendar.FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, NorwegianCalendar.LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, ISOWeek.GetWeeksInYear(year));
        _weeksSince1900 = WeeksTo(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday)));
    }

    private IsoWeek(int weeksSince1900) => _weeksSince1900 = weeksSince1900;

    /// <summary>The ISO year: around New Year it may differ from the year of the date.</summary>
    public int Year => ISOWeek.GetYear(FirstDay);

    /// <summary>1 to 53.</summary>
    public int Number => ISOWeek.GetWeekOfYear(FirstDay);

    /// <summary>Monday.</summary>
    public DateOnly FirstDay => NorwegianCalendar.FirstDay.AddDays(7 * _weeksSince1900);

    /// <summary>Sunday.</summary>
    public DateOnly LastDay => FirstDay.AddDays(6);

    /// <summary>The week that holds the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static IsoWeek Of(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(date, NorwegianCalendar.FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(date, NorwegianCalendar.LastDay);
        return new IsoWeek(WeeksTo(date));
    }

    /// <inheritdoc/>
    public int CompareTo(IsoWeek other) => _weeksSince1900.CompareTo(other._weeksSince1900);

    /// <summary>Earlier.</summary>
    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    /// <summary>As ISO 8601 writes it: "2013-W48".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");

    private static int WeeksTo(DateOnly date) => (date.DayNumber - NorwegianCalendar.FirstDay.DayNumber) / 7;
}
