using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>
/// Periods as sheets and statistics write them: "2019", "T2 2019", "2019T2", "2. tertial 2019", "2019M04", "2019-04", "april 2019", or a day. Pure.
/// </summary>
internal static partial class PeriodReading
{
    private static readonly string[] Months =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAI",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OKT",
        "NOV",
        "DES",
    ];

    /// <summary>Reads a period.</summary>
    /// <param name="kind">Unspecified for a day, which may be the first of any.</param>
    /// <param name="start">Its first day.</param>
    /// <returns>False where it is none, or of no year that there is.</returns>
    public static bool TryRead(string text, out IndicatorPeriodKind kind, out DateOnly start)
    {
        (kind, start) = (default, default);
        var match = Written().Match(text.Trim());
        if (!match.Success)
            return false;
        int? Of(string group) =>
            match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
        var year = Of("y") ?? 0;
        if (year is < 1 or > 9998)
            return false;
        var month = Of("m");
        if (match.Groups["name"] is { Success: true, Value: var name })
        {
            month = MonthOf(name);
            if (month == 0)
                return false;
        }
        if (Of("d") is { } day)
        {
            if (month is not (>= 1 and <= 12) || day < 1 || day > DateTime.DaysInMonth(year, month.Value))
                return false;
            start = new(year, month.Value, day);
            return true;
        }
        (kind, start) =
            month is >= 1 and <= 12 ? (IndicatorPeriodKind.Month, new(year, month.Value, 1))
            : Of("t") is { } tertial
                ? (IndicatorPeriodKind.Tertial, MeasuredPeriod.Of(IndicatorPeriodKind.Tertial, year, tertial))
            : (IndicatorPeriodKind.Year, new DateOnly(year, 1, 1));
        return month is null or (>= 1 and <= 12);
    }

    // By its first three letters; "may", "october" and "december" as English writes them.
    private static int MonthOf(string name)
    {
        var word = name.ToUpperInvariant();
        if (word.Length < 3)
            return 0;
        var index = Array.IndexOf(
            Months,
            word[..3] switch
            {
                "MAY" => "MAI",
                "OCT" => "OKT",
                "DEC" => "DES",
                var first => first,
            }
        );
        return index + 1;
    }

    [GeneratedRegex(
        """
            \A(?:
                (?<y>[0-9]{4})
                | (?<y>[0-9]{4})\s?[-/]?\s?T(?<t>[1-3])
                | T(?<t>[1-3])\s?[-/]?\s?(?<y>[0-9]{4})
                | (?<t>[1-3])\.?\s?TERTIAL\s?(?<y>[0-9]{4})
                | (?<y>[0-9]{4})\s?M(?<m>[0-9]{2})
                | (?<y>[0-9]{4})-(?<m>[0-9]{2})
                | (?<m>[0-9]{1,2})[./](?<y>[0-9]{4})
                | (?<name>[A-ZÆØÅa-zæøå]{3,9})\.?\s(?<y>[0-9]{4})
                | (?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})
                | (?<d>[0-9]{1,2})\.(?<m>[0-9]{1,2})\.(?<y>[0-9]{4})
            )\z
            """,
        RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.NonBacktracking
    )]
    private static partial Regex Written();
}
