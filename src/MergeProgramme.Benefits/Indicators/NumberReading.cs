using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>What a text is, read as a number.</summary>
internal enum NumberKind
{
    Number,

    /// <summary>Nothing stands there.</summary>
    Empty,

    /// <summary>A statistician's mark for "no figure": "." (not possible), ".." (not known), ":" (not published).</summary>
    Missing,

    /// <summary>A number in two ways, such as "1.234": twelve hundred, or one and a quarter.</summary>
    Ambiguous,

    /// <summary>More digits behind the decimal sign than the indicator has.</summary>
    TooManyDecimals,
    TooLarge,
    Unreadable,
}

/// <summary>Which sign stands before the decimals.</summary>
internal enum NumberSign
{
    /// <summary>Seen from each number; what can be read in two ways is refused.</summary>
    Either,
    Comma,
    Point,
}

/// <summary>
/// Numbers as people and statistics write them: "1 234,5", "1234.5", "1.234.567,8", "−3,2". Says no rather than guess. Pure.
/// </summary>
internal static partial class NumberReading
{
    /// <summary>Reads a number.</summary>
    /// <param name="decimals">Digits that may stand behind the decimal sign.</param>
    /// <param name="millionths">The number; 0 where it is none.</param>
    /// <param name="round">Whether what has more decimals is rounded, half away from nought.</param>
    public static NumberKind Read(string text, int decimals, NumberSign sign, out long millionths, bool round = false)
    {
        millionths = 0;
        var written = text.Trim();
        if (written.Length == 0)
            return NumberKind.Empty;
        if (written is "." or ".." or "..." or ":" or "…")
            return NumberKind.Missing;
        if (written.Length > 40 || Written().Match(written) is not { Success: true } match)
            return NumberKind.Unreadable;
        var digits = match.Groups["digits"].Value;
        // Space, no-break space, narrow no-break space and thin space part thousands, and nothing else.
        var spaced = digits.Any(char.IsWhiteSpace);
        if (!TryPoint(digits, spaced, sign, out var point, out var kind))
            return kind;
        var (whole, fraction) = point < 0 ? (digits, "") : (digits[..point], digits[(point + 1)..]);
        if (!GroupsAreThrees(whole) || !fraction.All(char.IsAsciiDigit))
            return NumberKind.Unreadable;
        // Noughts at the end say nothing that must be kept.
        fraction = fraction.TrimEnd('0');
        if (fraction.Length > decimals && !round)
            return NumberKind.TooManyDecimals;
        var plain = string.Concat(whole.Where(char.IsAsciiDigit)).TrimStart('0');
        if (plain.Length > 13)
            return NumberKind.TooLarge;
        var number = decimal.Parse(
            $"0{plain}.{(fraction.Length <= 14 ? fraction : fraction[..14])}0",
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
        if (round)
            number = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        return Millionths.TryOf(match.Groups["minus"].Success ? -number : number, out millionths)
            ? NumberKind.Number
            : NumberKind.TooLarge;
    }

    // Where the decimal sign stands; -1 where there is none.
    private static bool TryPoint(string digits, bool spaced, NumberSign sign, out int point, out NumberKind kind)
    {
        kind = NumberKind.Unreadable;
        var (points, commas) = (digits.Count(c => c == '.'), digits.Count(c => c == ','));
        point = -1;
        if (sign != NumberSign.Either)
        {
            var (one, there) = sign == NumberSign.Comma ? (',', commas) : ('.', points);
            point = there == 1 ? digits.IndexOf(one, StringComparison.Ordinal) : -1;
            return there <= 1;
        }
        if (points + commas == 0)
            return true;
        var last = digits.LastIndexOfAny(['.', ',']);
        // Two kinds: the last one is the decimal sign, and stands once.
        if (points > 0 && commas > 0)
        {
            point = last;
            return digits.Count(c => c == digits[last]) == 1;
        }
        // The same twice parts thousands.
        if (points + commas > 1)
            return !spaced;
        var (before, after) = (digits[..last], digits.Length - last - 1);
        // Where spaces part thousands already, and behind a nought, it can be nothing but a decimal sign.
        if (after == 3 && !spaced && before.Length <= 3 && before.TrimStart('0').Length > 0)
        {
            kind = NumberKind.Ambiguous;
            return false;
        }
        point = last;
        return true;
    }

    private static bool GroupsAreThrees(string whole)
    {
        var groups = whole.Split([' ', '\u00A0', '\u202F', '\u2009', '.', ',', '\'']);
        // One separator throughout.
        return whole.Where(c => !char.IsAsciiDigit(c)).Distinct().Count() <= 1
            && (groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3)));
    }

    [GeneratedRegex(
        @"\A(?<minus>[-−–])?\s?(?<digits>[0-9](?:[0-9.,' \u00A0\u202F\u2009]*[0-9])?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Written();
}
