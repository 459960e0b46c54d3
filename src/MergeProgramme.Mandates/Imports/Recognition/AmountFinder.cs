using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>An amount of money in a text.</summary>
/// <param name="Kroner">The amount in NOK, above 0; the lower end of a range.</param>
/// <param name="MostKroner">The upper end of a range; null where there is none.</param>
/// <param name="PerYear">Whether it is for each year.</param>
internal sealed record FoundAmount(Span Place, decimal Kroner, decimal? MostKroner, bool PerYear);

/// <summary>
/// Finds amounts in running text: "60 MNOK", "0,5 mill.", "kr 2 millioner pr år", "1 234 567 kr", ranges "60–80 millioner" and, as PDF files leave them
/// without their dash, "60 80 millioner". A number without a word for money is none. Never throws; ranges lie in the text and do not overlap. Pure.
/// </summary>
internal static partial class AmountFinder
{
    // As the contract has it: RequestRules refuses larger ones.
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<FoundAmount> Find(string text)
    {
        List<FoundAmount> found = [];
        foreach (Match match in Amount().Matches(text))
        {
            var (before, unit) = (match.Groups["before"], match.Groups["unit"]);
            if (!before.Success && !unit.Success)
                continue;
            // "A4 60 MNOK", "v2": digits of a word or another number are not an amount's.
            if (match.Index > 0 && (char.IsLetterOrDigit(text[match.Index - 1]) || text[match.Index - 1] is ',' or '.'))
                continue;
            var end = match.Index + match.Length;
            if (end < text.Length && char.IsLetterOrDigit(text[end]) && match.Length > 0 && char.IsLetterOrDigit(text[end - 1]))
                continue;
            var factor = Factor(unit.Value);
            if (Number(match.Groups["from"].Value) * factor is not { } from || from is <= 0 or > Most)
                continue;
            var to = match.Groups["to"].Success ? Number(match.Groups["to"].Value) * factor : null;
            if (to is > Most || decimal.Round(from, 2) != from || (to is { } upper && decimal.Round(upper, 2) != upper))
                continue;
            // "15 20 millioner" is a range; "20 15 millioner" is not read as one, but as its last number.
            var start = match.Index;
            if (to <= from)
            {
                start = match.Groups["to"].Index;
                (from, to) = (to.Value, null);
                if (from <= 0)
                    continue;
            }
            var year = Year().Match(text, end);
            var perYear = year.Success && year.Index == end;
            found.Add(new(new(start, perYear ? end + year.Length : end), from, to, perYear));
        }
        return found;
    }

    private static decimal? Number(string text)
    {
        var plain = string.Concat(text.Where(c => c is not (' ' or '\u00A0' or '\u202F' or '.'))).Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static decimal Factor(string unit) =>
        unit.ToUpperInvariant() switch
        {
            ['M', 'R', 'D', ..] or ['M', 'I', 'L', 'L', 'I', 'A', ..] => 1_000_000_000,
            ['M', ..] => 1_000_000,
            ['T', ..] => 1_000,
            _ => 1,
        };

    // A number is 1 234 567, 1.234.567 or 1234567, with decimals behind a comma. Two numbers: a dash or "til" between, or a space before a word of millions.
    [GeneratedRegex(
        """
            (?:(?<before>kr\.?|NOK|kroner)[ \u00A0]{0,2})?
            (?<from>\d{1,3}(?:[ .\u00A0\u202F]\d{3}){1,4}(?:,\d{1,2})?|\d{1,13}(?:,\d{1,3})?)
            (?:(?:[ \u00A0]?[-–—][ \u00A0]?|[ \u00A0](?:til|to|eller|og)[ \u00A0]|[ \u00A0])(?<to>\d{1,3}(?:[ .\u00A0\u202F]\d{3}){1,4}(?:,\d{1,2})?|\d{1,13}(?:,\d{1,3})?))?
            (?:[ \u00A0]{0,2}(?<unit>millioner\ kroner|million\ kroner|mill\.\ kroner|mill\ kroner|mill\.\ kr|mill\ kr|millioner|million|mill\.|mill|MNOK|mrd\.|mrd|milliarder|milliard|TNOK|tusen\ kroner|kroner|kr\.|kr|,-|NOK))?
            """,
        RegexOptions.ExplicitCapture
            | RegexOptions.CultureInvariant
            | RegexOptions.IgnoreCase
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.NonBacktracking
    )]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"[ \u00A0](?:pr\.?|per|i|a|hvert|årlig|each)[ \u00A0](?:år(?:et)?|year)|[ \u00A0]årlig|/år",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Year();
}
