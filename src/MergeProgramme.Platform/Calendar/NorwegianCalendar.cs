namespace MergeProgramme.Platform.Calendar;

/// <summary>
/// Public holidays and working days in Norway, for the years <see cref="FirstYear"/> to <see cref="LastYear"/>. The holidays are those of
/// the act on public holidays and their peace (lov 24. februar 1995 nr. 12, § 2) and of the act on 1 and 17 May (lov 26. april 1947 nr. 1), applied to every
/// year alike: before 1947 the two days in May were not public holidays. A working day is a day that is not a Saturday, a Sunday or a public holiday;
/// Christmas Eve and New Year's Eve are working days when they fall from Monday to Friday.
/// </summary>
public static class NorwegianCalendar
{
    /// <summary>The first year answered for.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year answered for.</summary>
    public const int LastYear = 2199;

    /// <summary>The first day answered for.</summary>
    public static DateOnly FirstDay { get; } = new(FirstYear, 1, 1);

    /// <summary>The last day answered for.</summary>
    public static DateOnly LastDay { get; } = new(LastYear, 12, 31);

    /// <summary>Easter Sunday of the year by the Gregorian reckoning (the anonymous algorithm: Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static DateOnly EasterSunday(int year)
    {
        RequireYear(year);
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - correction + 15) % 30;
        var (leaps, leapRest) = Math.DivRem(yearOfCentury, 4);
        var toSunday = (32 + (2 * centuryRest) + (2 * leaps) - epact - leapRest) % 7;
        var exception = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, dayBefore) = Math.DivRem(epact + toSunday - (7 * exception) + 114, 31);
        return new DateOnly(year, month, dayBefore + 1);
    }

    /// <summary>The twelve public holidays of the year in date order. Two may share a day (in 2008 Ascension Day was 1 May).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static IReadOnlyList<(DateOnly Date, PublicHoliday Holiday)> PublicHolidays(int year) =>
        [.. Enum.GetValues<PublicHoliday>().Select(holiday => (DateOf(holiday, year), holiday)).OrderBy(entry => entry.Item1)];

    /// <summary>The day of this holiday in the year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199, or there is no such holiday.</exception>
    public static DateOnly DateOf(PublicHoliday holiday, int year)
    {
        var easter = EasterSunday(year);
        return holiday switch
        {
            PublicHoliday.NewYearsDay => new(year, 1, 1),
            PublicHoliday.MaundyThursday => easter.AddDays(-3),
            PublicHoliday.GoodFriday => easter.AddDays(-2),
            PublicHoliday.EasterSunday => easter,
            PublicHoliday.EasterMonday => easter.AddDays(1),
            PublicHoliday.LabourDay => new(year, 5, 1),
            PublicHoliday.ConstitutionDay => new(year, 5, 17),
            PublicHoliday.AscensionDay => easter.AddDays(39),
            PublicHoliday.WhitSunday => easter.AddDays(49),
            PublicHoliday.WhitMonday => easter.AddDays(50),
            PublicHoliday.ChristmasDay => new(year, 12, 25),
            PublicHoliday.SecondDayOfChristmas => new(year, 12, 26),
            _ => throw new ArgumentOutOfRangeException(nameof(holiday), holiday, "No such public holiday."),
        };
    }

    /// <summary>Whether the day is a public holiday. An ordinary Sunday is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static bool IsPublicHoliday(DateOnly date) =>
        (date.Month, date.Day) is (1, 1) or (5, 1) or (5, 17) or (12, 25) or (12, 26)
            ? Required(date)
            : (date.DayNumber - EasterSunday(date.Year).DayNumber) is -3 or -2 or 0 or 1 or 39 or 49 or 50;

    /// <summary>Whether the day is neither a Saturday, a Sunday nor a public holiday.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static bool IsWorkingDay(DateOnly date) =>
        !IsPublicHoliday(date) && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>
    /// The working day that is <paramref name="workingDays"/> working days after the date (before it, when negative); the date itself is not
    /// counted. With 0 the date itself, working day or not.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The way there leaves the years 1900–2199.</exception>
    public static DateOnly AddWorkingDays(DateOnly date, int workingDays)
    {
        var step = Math.Sign(workingDays);
        while (workingDays != 0)
        {
            date = date.AddDays(step);
            if (IsWorkingDay(date))
            {
                workingDays -= step;
            }
        }

        return date;
    }

    /// <summary>The date itself if it is a working day, else the next working day: where a period that would end on a Sunday ends.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The way there leaves the years 1900–2199.</exception>
    public static DateOnly OnOrNextWorkingDay(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>How many working days there are from the first day to the last, both included; 0 when the last is before the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day counted is before 1900 or after 2199.</exception>
    public static int CountWorkingDays(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var number = first.DayNumber; number <= last.DayNumber; number++)
        {
            count += IsWorkingDay(DateOnly.FromDayNumber(number)) ? 1 : 0;
        }

        return count;
    }

    private static bool Required(DateOnly date)
    {
        RequireYear(date.Year);
        return true;
    }

    private static void RequireYear(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
    }
}
