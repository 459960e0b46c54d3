namespace MergeProgramme.Benefits.Realisation;

/// <summary>A calendar month.</summary>
/// <param name="Index">Months since January of the year 0.</param>
internal readonly record struct Month(int Index) : IComparable<Month>
{
    public Month(int year, int number)
        : this((year * 12) + number - 1) { }

    public int Year => Index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => (Index % 12) + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The month that holds the day.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The first month that begins on the day or after it.</summary>
    public static Month From(DateOnly day) => day.Day == 1 ? Of(day) : Of(day).Plus(1);

    public Month Plus(int months) => new(Index + months);

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public static bool operator <(Month left, Month right) => left.Index < right.Index;

    public static bool operator >(Month left, Month right) => left.Index > right.Index;

    public static bool operator <=(Month left, Month right) => left.Index <= right.Index;

    public static bool operator >=(Month left, Month right) => left.Index >= right.Index;
}
