using System.Globalization;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>The periods that are measured: months, tertials or years, each by its first day. Pure.</summary>
internal static class MeasuredPeriod
{
    public const int FirstYear = 1950;
    public const int LastYear = 2100;

    /// <summary>The period of a kind that holds a day: its first day.</summary>
    public static DateOnly Of(IndicatorPeriodKind kind, DateOnly day) =>
        kind switch
        {
            IndicatorPeriodKind.Month => new(day.Year, day.Month, 1),
            IndicatorPeriodKind.Tertial => Tertial.Of(day).FirstDay,
            _ => new(day.Year, 1, 1),
        };

    /// <summary>Whether a period of the kind begins on a day.</summary>
    public static bool Begins(IndicatorPeriodKind kind, DateOnly day) => Of(kind, day) == day;

    /// <summary>The period after one.</summary>
    /// <param name="start">Its first day.</param>
    public static DateOnly After(IndicatorPeriodKind kind, DateOnly start) => start.AddMonths(12 / PerYear(kind));

    /// <summary>The last day of a period.</summary>
    public static DateOnly LastDay(IndicatorPeriodKind kind, DateOnly start) => After(kind, start).AddDays(-1);

    /// <summary>The first day of a year's period by its number: 1–12, 1–3 or 1.</summary>
    public static DateOnly Of(IndicatorPeriodKind kind, int year, int number) =>
        new(year, ((number - 1) * 12 / PerYear(kind)) + 1, 1);

    /// <summary>Which period of its year one is: 1–12, 1–3 or 1.</summary>
    public static int NumberOf(IndicatorPeriodKind kind, DateOnly start) => ((start.Month - 1) * PerYear(kind) / 12) + 1;

    /// <summary>12, 3 or 1.</summary>
    public static int PerYear(IndicatorPeriodKind kind) =>
        kind switch
        {
            IndicatorPeriodKind.Month => 12,
            IndicatorPeriodKind.Tertial => 3,
            _ => 1,
        };

    /// <summary>As it stands in a name: "2019", "2019-t2" or "2019-04".</summary>
    public static string Id(IndicatorPeriodKind kind, DateOnly start) =>
        kind switch
        {
            IndicatorPeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM}"),
            IndicatorPeriodKind.Tertial => string.Create(CultureInfo.InvariantCulture, $"{start:yyyy}-t{NumberOf(kind, start)}"),
            _ => start.Year.ToString("0000", CultureInfo.InvariantCulture),
        };

    /// <summary>As the reader says it: "2019", "T2 2019" or "april 2019".</summary>
    public static string Words(IndicatorPeriodKind kind, DateOnly start) =>
        kind switch
        {
            IndicatorPeriodKind.Month => start.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
            IndicatorPeriodKind.Tertial => string.Create(CultureInfo.InvariantCulture, $"T{NumberOf(kind, start)} {start.Year}"),
            _ => start.Year.ToString("0000", CultureInfo.InvariantCulture),
        };

    /// <summary>Reads what stands in a column.</summary>
    public static DateOnly Parse(string column) => DateOnly.ParseExact(column, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As it stands in a column.</summary>
    public static string Column(DateOnly start) => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
