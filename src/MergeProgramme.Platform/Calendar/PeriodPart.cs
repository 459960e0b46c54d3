using System.Globalization;

namespace MergeProgramme.Platform.Calendar;

/// <summary>One named stretch of time within a label, such as "medio mai 2018", whose year may be missing.</summary>
internal sealed record PeriodPart(PeriodKind Kind, int Number = 0, int? Year = null)
{
    /// <summary>The day of the month, where <see cref="Kind"/> is a day; <see cref="Number"/> is its month then.</summary>
    internal int Day { get; init; }

    /// <summary>How many digits a bare number has.</summary>
    internal int Digits { get; init; }

    /// <summary>Which part of it is meant.</summary>
    internal PeriodThird Third { get; init; }

    /// <summary>The weekday that the words name beside the date.</summary>
    internal DayOfWeek? Weekday { get; init; }

    /// <summary>"jul": Christmas or July.</summary>
    internal bool IsJul { get; init; }

    /// <summary>Month and year were taken over from the other end ("15.–20. mars"), so they cannot be another year's.</summary>
    internal bool SharesMonth { get; init; }

    /// <summary>Whether the words name the days, with no convention between.</summary>
    internal bool IsExact =>
        Third is PeriodThird.Whole or PeriodThird.LastDay && Kind is <= PeriodKind.Day or PeriodKind.TurnOfYear;

    /// <summary>First and last day in this year; null where the year has none such (week 53, 29 February) or the words contradict themselves.</summary>
    internal (DateOnly First, DateOnly Last)? In(int year)
    {
        if (year is < NorwegianCalendar.FirstYear or > NorwegianCalendar.LastYear || Whole(year) is not { } whole)
        {
            return null;
        }

        return Weekday is { } weekday && whole.First.DayOfWeek != weekday ? null : Narrowed(whole);
    }

    /// <summary>The last day before it, for "før …".</summary>
    internal DateOnly DayBefore((DateOnly First, DateOnly Last) span) =>
        Kind is PeriodKind.Easter or PeriodKind.Whitsun or PeriodKind.Christmas && Third == PeriodThird.Whole
            ? NorwegianCalendar.AddWorkingDays(span.First, -1)
            : span.First.AddDays(-1);

    private (DateOnly First, DateOnly Last)? Whole(int year)
    {
        return Kind switch
        {
            PeriodKind.Year => Months(1, 12),
            PeriodKind.Half when Number is 1 or 2 => Months((6 * Number) - 5, 6),
            PeriodKind.Tertial when Number is >= 1 and <= 3 => Months((4 * Number) - 3, 4),
            PeriodKind.Quarter when Number is >= 1 and <= 4 => Months((3 * Number) - 2, 3),
            PeriodKind.Month when Number is >= 1 and <= 12 => Months(Number, 1),
            PeriodKind.Week when Number >= 1 && Number <= ISOWeek.GetWeeksInYear(year) => Week(new IsoWeek(year, Number)),
            PeriodKind.Day when Number is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(year, Number) => Days(
                new(year, Number, Day),
                1
            ),
            PeriodKind.Winter => (new(year - 1, 12, 1), new DateOnly(year, 3, 1).AddDays(-1)),
            PeriodKind.Spring => (new(year, 1, 1), new(year, 6, 20)),
            PeriodKind.Summer => (new(year, 6, 21), new(year, 8, 15)),
            PeriodKind.Autumn => (new(year, 8, 16), new(year, 12, 31)),
            PeriodKind.Easter => Days(NorwegianCalendar.EasterSunday(year).AddDays(-7), 9),
            PeriodKind.Whitsun => Days(NorwegianCalendar.DateOf(PublicHoliday.WhitSunday, year), 2),
            PeriodKind.Christmas => Days(new(year, 12, 24), 3),
            PeriodKind.TurnOfYear => (new(year - 1, 12, 31), new(year, 1, 1)),
            _ => null,
        };

        (DateOnly, DateOnly) Months(int first, int count)
        {
            var start = new DateOnly(year, first, 1);
            return (start, start.AddMonths(count).AddDays(-1));
        }

        static (DateOnly, DateOnly) Days(DateOnly first, int count) => (first, first.AddDays(count - 1));

        static (DateOnly, DateOnly) Week(IsoWeek week) => (week.FirstDay, week.LastDay);
    }

    private (DateOnly First, DateOnly Last)? Narrowed((DateOnly First, DateOnly Last) whole)
    {
        if (Third is PeriodThird.Whole)
        {
            return whole;
        }

        if (Third is PeriodThird.LastDay)
        {
            return (whole.Last, whole.Last);
        }

        // A year has three tertials, a half-year three pairs of months, a quarter three months, a month the days 1–10, 11–20 and the rest.
        var step = (int)Third - (int)PeriodThird.First;
        var (months, days) = Kind switch
        {
            PeriodKind.Year => (4, 0),
            PeriodKind.Half => (2, 0),
            PeriodKind.Quarter => (1, 0),
            PeriodKind.Month => (0, 10),
            _ => (0, 0),
        };
        if (months + days == 0)
        {
            return null;
        }

        var first = whole.First.AddMonths(step * months).AddDays(step * days);
        return (first, Third is PeriodThird.Last ? whole.Last : first.AddMonths(months).AddDays(days - 1));
    }
}
