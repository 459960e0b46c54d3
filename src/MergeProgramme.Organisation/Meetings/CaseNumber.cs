using System.Globalization;
using System.Text.RegularExpressions;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>
/// A case number as offices write it: two numbers of which one is the year, in two digits or four, either first (13/15: case 15 of 2013) or last
/// (43/2016), perhaps behind letters (PS 13/169).
/// </summary>
internal sealed partial record CaseNumber
{
    private readonly string prefix;
    private readonly string first;
    private readonly string second;

    private CaseNumber(string prefix, string first, string second) =>
        (this.prefix, this.first, this.second) = (prefix, first, second);

    /// <summary>Reads a number; null where it is none.</summary>
    public static CaseNumber? Read(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new(match.Groups["prefix"].Value, match.Groups["first"].Value, match.Groups["second"].Value)
            : null;
    }

    /// <summary>Whether one of its numbers is the year.</summary>
    public bool IsOf(int year) => IsYear(first, year) || IsYear(second, year);

    /// <summary>
    /// The number after the highest one of the year, written in the same way; the way of the newest number of an earlier year where the year has
    /// none; "13/1" where there is none at all.
    /// </summary>
    /// <param name="given">Numbers of the body, each with its year. What cannot be read is passed over.</param>
    public static string Next(IEnumerable<(string Number, int Year)> given, int year)
    {
        var known = given
            .Select(g => (Number: Read(g.Number), g.Year))
            .Where(g => g.Number is not null && g.Number.IsOf(g.Year) && g.Year <= year)
            .Select(g => (Number: g.Number!, g.Year))
            .ToList();
        if (known.Count == 0)
            return Invariant($"{year % 100:00}/1");
        // 13/13 could be either way round: the others tell, and without others nothing hangs on it.
        var clear = known.FindAll(g => g.Number.Ordinal(g.Year) is not null);
        var model = (clear.Count > 0 ? clear : known).MaxBy(g => (g.Year, g.Number.Ordinal(g.Year) ?? 0));
        var yearFirst = model.Number.YearIsFirst(model.Year);
        var highest = known.Where(g => g.Year == year).Select(g => g.Number.Ordinal(year, yearFirst)).DefaultIfEmpty(0).Max();
        return model.Number.With(year, yearFirst, highest + 1);
    }

    private bool YearIsFirst(int year) => IsYear(first, year);

    // Null where both numbers could be the year.
    private int? Ordinal(int year) => IsYear(first, year) && IsYear(second, year) ? null : Ordinal(year, IsYear(first, year));

    private int Ordinal(int year, bool yearFirst) =>
        int.Parse(IsYear(first, year) && (yearFirst || !IsYear(second, year)) ? second : first, CultureInfo.InvariantCulture);

    private string With(int year, bool yearFirst, int ordinal)
    {
        var (yearText, ordinalText) = yearFirst ? (first, second) : (second, first);
        var written = yearText.Length == 4 ? Invariant($"{year}") : Invariant($"{year % 100:00}");
        // 043/16 stays three wide; an ordinal without a leading zero says nothing of width.
        var number = ordinal.ToString(ordinalText.StartsWith('0') ? $"D{ordinalText.Length}" : "D", CultureInfo.InvariantCulture);
        return prefix.Length > 0 ? $"{prefix} {Pair()}" : Pair();

        string Pair() => yearFirst ? $"{written}/{number}" : $"{number}/{written}";
    }

    private static bool IsYear(string text, int year) => text == Invariant($"{year}") || text == Invariant($"{year % 100:00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(
        @"^((?<prefix>[A-ZÆØÅ]{1,4}) )?(?<first>[0-9]{1,4})/(?<second>[0-9]{1,4})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Pattern();
}
