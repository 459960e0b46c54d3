using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MergeProgramme.Platform.Calendar;

/// <summary>
/// A third of a year, the period in which Norwegian municipalities report: T1 January–April, T2 May–August, T3 September–December.
/// The years are 1900 to 2199. The default value is T1/1900.
/// </summary>
public readonly record struct Tertial : IComparable<Tertial>
{
    private const int PerYear = 3;
    private const int Count = (NorwegianCalendar.LastYear - NorwegianCalendar.FirstYear + 1) * PerYear;
    private readonly int _index;

    /// <summary>The tertial with this number in this year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not in 1900–2199 or the number not in 1–3.</exception>
    public Tertial(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, NorwegianCalendar.FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, NorwegianCalendar.LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, PerYear);
        _index = ((year - NorwegianCalendar.FirstYear) * PerYear) + number - 1;
    }

    /// <summary>The calendar year.</summary>
    public int Year => NorwegianCalendar.FirstYear + (_index / PerYear);

    /// <summary>1, 2 or 3.</summary>
    public int Number => (_index % PerYear) + 1;

    /// <summary>1 January, 1 May or 1 September.</summary>
    public DateOnly FirstDay => new(Year, (4 * Number) - 3, 1);

    /// <summary>30 April, 31 August or 31 December.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(4).AddDays(-1);

    /// <summary>The tertial that holds the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is before 1900 or after 2199.</exception>
    public static Tertial Of(DateOnly date) => new(date.Year, ((date.Month - 1) / 4) + 1);

    /// <summary>The tertial so many tertials later (earlier, when negative).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would lie outside the years 1900–2199.</exception>
    public Tertial Plus(int tertials)
    {
        var index = (long)_index + tertials;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(tertials));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count, nameof(tertials));
        var (years, rest) = Math.DivRem((int)index, PerYear);
        return new Tertial(NorwegianCalendar.FirstYear + years, rest + 1);
    }

    /// <summary>How many tertials from the other to this one; negative when this one is earlier.</summary>
    public int Since(Tertial other) => _index - other._index;

    /// <summary>Reads "T2/2013", "T2-2014", "T2 2014" or "t2/13" (two digits are of the years 2000–2099).</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Tertial Parse(string s) =>
        TryParse(s, out var tertial) ? tertial : throw new FormatException("A tertial is written like T2/2013.");

    /// <inheritdoc cref="Parse"/>
    /// <returns>False, without an exception, where <see cref="Parse"/> would throw.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out Tertial result)
    {
        result = default;
        var text = s.AsSpan().Trim();
        if (text.Length < 4 || text[0] is not ('T' or 't') || text[1] is < '1' or > '3')
        {
            return false;
        }

        var digits = text[2..].TrimStart(" /-–");
        if (
            digits.Length == text.Length - 2
            || digits.Length is not (2 or 4)
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        )
        {
            return false;
        }

        year += digits.Length == 2 ? 2000 : 0;
        if (year is < NorwegianCalendar.FirstYear or > NorwegianCalendar.LastYear)
        {
            return false;
        }

        result = new Tertial(year, text[1] - '0');
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Tertial other) => _index.CompareTo(other._index);

    /// <summary>Earlier.</summary>
    public static bool operator <(Tertial left, Tertial right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(Tertial left, Tertial right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Tertial left, Tertial right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Tertial left, Tertial right) => left.CompareTo(right) >= 0;

    /// <summary>As people write it: "T2/2013".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"T{Number}/{Year:0000}");
}
