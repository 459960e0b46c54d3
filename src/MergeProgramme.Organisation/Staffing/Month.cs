using System.Globalization;

namespace MergeProgramme.Organisation.Staffing;

/// <summary>A calendar month.</summary>
internal readonly record struct Month(DateOnly FirstDay) : IComparable<Month>
{
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The month that holds the day.</summary>
    public static Month Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>So many months later. The years 1–9999 are not left.</summary>
    public Month Plus(int months) => new(FirstDay.AddMonths(months));

    /// <summary>"2018-05" or "5.2018", as a month is written in a field; null for anything else.</summary>
    public static Month? Read(string? text) =>
        DateOnly.TryParseExact(
            text?.Trim(),
            ["yyyy-M", "M.yyyy", "M/yyyy", "MM.yy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? Of(day)
            : null;

    public int CompareTo(Month other) => FirstDay.CompareTo(other.FirstDay);

    public static bool operator <(Month left, Month right) => left.FirstDay < right.FirstDay;

    public static bool operator >(Month left, Month right) => left.FirstDay > right.FirstDay;

    public static bool operator <=(Month left, Month right) => left.FirstDay <= right.FirstDay;

    public static bool operator >=(Month left, Month right) => left.FirstDay >= right.FirstDay;

    /// <summary>ISO 8601: "2018-05".</summary>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
