using System.Globalization;
using System.Text.RegularExpressions;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Platform.Web;

/// <summary>
/// Amounts, dates and periods as the reader writes them. Pure: the culture is given, or that of the current request. Norwegian
/// (<c>nb</c>) and English (<c>en</c>) are known; every other culture reads English.
/// </summary>
public static partial class Formats
{
    // A line never breaks inside an amount or a date.
    private const char NoBreakSpace = '\u00A0';

    /// <summary>
    /// An amount: whole and half millions as "60 MNOK" and "2,5 MNOK", everything else in full as "1 234 567 kr", with øre only where there are
    /// any. English: "NOK 60 million", "NOK 1,234,567". Another currency stands by its code: "1 234 EUR". Empty for null.
    /// </summary>
    /// <param name="amount">The amount; units and nanos have the same sign.</param>
    /// <param name="culture">The reader's culture; that of the request where null.</param>
    public static string Amount(Money? amount, CultureInfo? culture = null)
    {
        if (amount is null)
        {
            return "";
        }

        var value = ToDecimal(amount);
        var norwegian = IsNorwegian(culture);
        var kroner = amount.CurrencyCode is "" or "NOK";
        var millions = value / 1_000_000m;
        var inMillions = Math.Abs(value) >= 1_000_000m && millions * 2 == decimal.Truncate(millions * 2);
        var number = inMillions ? Number(millions, culture) : InFull(value, culture);
        var code = kroner ? "NOK" : amount.CurrencyCode;
        return (inMillions, norwegian) switch
        {
            (true, true) => $"{number}{NoBreakSpace}M{code}",
            (true, false) => $"{code}{NoBreakSpace}{number}{NoBreakSpace}million",
            (false, true) => $"{number}{NoBreakSpace}{(kroner ? "kr" : code)}",
            (false, false) => $"{code}{NoBreakSpace}{number}",
        };
    }

    /// <summary>A number with the reader's separators, rounded to at most two decimals, without trailing zeros.</summary>
    public static string Number(decimal value, CultureInfo? culture = null) => Grouped(value, "#,##0.##", culture);

    /// <summary>An exact decimal with the reader's separators and so many digits behind the decimal sign: "1 234,50". Empty for null.</summary>
    /// <param name="exact">One that the request rules let in.</param>
    /// <param name="decimals">0–6; digits beyond them are rounded away.</param>
    public static string Exact(Google.Type.Decimal? exact, int decimals, CultureInfo? culture = null) =>
        exact is null
            ? ""
            : Grouped(
                Math.Round(Millionths.ToNumber(Millionths.Of(exact)), decimals, MidpointRounding.AwayFromZero),
                decimals == 0 ? "#,##0" : $"#,##0.{new string('0', decimals)}",
                culture,
                decimals
            );

    /// <summary>What a field for an exact decimal shows before it is changed: "1234,5", with no more digits than it needs. Empty for null.</summary>
    public static string ExactInField(Google.Type.Decimal? exact, CultureInfo? culture = null) =>
        exact is null ? ""
        : IsNorwegian(culture) ? exact.Value.Replace('.', ',')
        : exact.Value;

    /// <summary>A date: "6.12.2017" or "6 Dec 2017". Empty for null and for a date without a day.</summary>
    public static string Date(Google.Type.Date? date, CultureInfo? culture = null) =>
        ToDateOnly(date) is { } day ? Date(day, culture) : "";

    /// <inheritdoc cref="Date(Google.Type.Date?, CultureInfo?)"/>
    public static string Date(DateOnly date, CultureInfo? culture = null) =>
        // The invariant culture's months are the English ones, always three letters.
        date.ToString(IsNorwegian(culture) ? "d.M.yyyy" : "d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How far a day is from today: "i dag", "i morgen", "om 12 dager", "for 3 dager siden"; "today", "in 12 days", "3 days ago".</summary>
    public static string Relative(DateOnly date, DateOnly today, CultureInfo? culture = null)
    {
        var days = date.DayNumber - today.DayNumber;
        var count = Number(Math.Abs(days), culture);
        return (IsNorwegian(culture), days) switch
        {
            (true, 0) => "i dag",
            (true, 1) => "i morgen",
            (true, -1) => "i går",
            (true, > 0) => $"om {count} dager",
            (true, _) => $"for {count} dager siden",
            (false, 0) => "today",
            (false, 1) => "tomorrow",
            (false, -1) => "yesterday",
            (false, > 0) => $"in {count} days",
            (false, _) => $"{count} days ago",
        };
    }

    /// <summary>
    /// The days of a period, without its label: "1.11.2017–31.12.2017", one day alone, or "til 20.4.2014" where there is no start.
    /// Empty where it has no dates.
    /// </summary>
    public static string Days(Period? period, CultureInfo? culture = null)
    {
        var start = ToDateOnly(period?.StartDate);
        var end = ToDateOnly(period?.EndDate);
        var norwegian = IsNorwegian(culture);
        return (start, end) switch
        {
            (null, null) => "",
            ({ } from, null) => (norwegian ? "fra " : "from ") + Date(from, culture),
            (null, { } to) => (norwegian ? "til " : "until ") + Date(to, culture),
            ({ } from, { } to) when from == to => Date(from, culture),
            ({ } from, { } to) => $"{Date(from, culture)}–{Date(to, culture)}",
        };
    }

    /// <summary>The day, or null where there is none or where it does not exist (29 February in the wrong year).</summary>
    public static DateOnly? ToDateOnly(Google.Type.Date? date) =>
        date is { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 }
        && date.Day <= System.DateTime.DaysInMonth(date.Year, date.Month)
            ? new DateOnly(date.Year, date.Month, date.Day)
            : null;

    /// <summary>The message for a day; null for null.</summary>
    public static Google.Type.Date? ToDate(DateOnly? date) =>
        date is { } day
            ? new Google.Type.Date
            {
                Year = day.Year,
                Month = day.Month,
                Day = day.Day,
            }
            : null;

    /// <summary>The amount as a number of its currency's main unit.</summary>
    public static decimal ToDecimal(Money amount) => amount.Units + amount.Nanos / 1_000_000_000m;

    /// <summary>The message for an amount in kroner. Fractions beyond a billionth are cut.</summary>
    /// <exception cref="OverflowException">The amount does not fit in 64 bits.</exception>
    public static Money ToMoney(decimal kroner)
    {
        var units = decimal.Truncate(kroner);
        return new Money
        {
            CurrencyCode = "NOK",
            Units = decimal.ToInt64(units),
            Nanos = decimal.ToInt32(decimal.Truncate((kroner - units) * 1_000_000_000m)),
        };
    }

    /// <summary>
    /// Reads an amount in kroner as people write it in a field: "1 234 567", "1.234.567", "0,5 mill", "60 MNOK", "kr 2 000,50", "NOK 60
    /// million", "1,234,567" (English). Says no rather than guess: "1.5" is one and a half in both languages, "1.500" fifteen hundred in
    /// Norwegian and one and a half in English.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="amount">The amount in kroner, or null where nothing was written.</param>
    /// <param name="culture">The writer's culture; that of the request where null.</param>
    /// <returns>False where it is not an amount, or is larger than 10¹⁵ either way.</returns>
    public static bool TryReadAmount(string? text, out Money? amount, CultureInfo? culture = null)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var match = AmountPattern().Match(text.Trim());
        if (!match.Success)
        {
            return false;
        }

        var digits = match.Groups["number"].Value;
        var norwegian = IsNorwegian(culture);
        var (group, point) = norwegian ? ('.', ',') : (',', '.');
        // The other language's decimal sign counts as one where it cannot be a group: not exactly three digits behind it, and only one of it.
        var last = digits.LastIndexOf(group);
        if (
            last >= 0
            && digits.IndexOf(group, StringComparison.Ordinal) == last
            && !digits.Contains(point)
            && digits.Length - last - 1 != 3
        )
        {
            digits = digits.Replace(group, point);
        }

        digits = SpacePattern().Replace(digits, group.ToString());
        if (!GroupsAreThrees(digits, group, point))
        {
            return false;
        }

        var plain = digits.Replace(group.ToString(), "", StringComparison.Ordinal).Replace(point, '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var factor = match.Groups["factor"].Value.ToUpperInvariant() switch
        {
            "" => 1m,
            "T" or "TKR" or "TNOK" or "TUSEN" or "THOUSAND" => 1_000m,
            "MRD" or "MILLIARD" or "MILLIARDER" or "BN" or "BILLION" => 1_000_000_000m,
            _ => 1_000_000m,
        };
        if (value > 1_000_000_000_000_000m / factor)
        {
            return false;
        }

        value *= factor;
        amount = ToMoney(match.Groups["minus"].Success ? -value : value);
        return true;
    }

    /// <summary>What a field for an amount shows before it is changed: the plain figure, "1 234 567" or "1 234 567,50". Empty for null.</summary>
    public static string AmountInField(Money? amount, CultureInfo? culture = null) =>
        amount is null ? "" : InFull(ToDecimal(amount), culture).Replace(NoBreakSpace, ' ').Replace('\u2212', '-');

    // Whole kroner, or two digits of øre.
    private static string InFull(decimal value, CultureInfo? culture)
    {
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return Grouped(rounded, rounded == decimal.Truncate(rounded) ? "#,##0" : "#,##0.00", culture);
    }

    private static string Grouped(decimal value, string pattern, CultureInfo? culture, int decimals = 2)
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        if (IsNorwegian(culture))
        {
            format.NumberDecimalSeparator = ",";
            format.NumberGroupSeparator = NoBreakSpace.ToString();
        }

        // U+2212: a minus that a screen reader says and that is as wide as the figures.
        format.NegativeSign = "\u2212";
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(pattern, format);
    }

    private static bool GroupsAreThrees(string digits, char group, char point)
    {
        var whole = digits.Split(point)[0].Split(group);
        return digits.Count(character => character == point) <= 1
            && !digits[(digits.Contains(point) ? digits.IndexOf(point, StringComparison.Ordinal) : digits.Length)..]
                .Contains(group)
            && (whole.Length == 1 || (whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(part => part.Length == 3)));
    }

    private static bool IsNorwegian(CultureInfo? culture) =>
        (culture ?? CultureInfo.CurrentUICulture).TwoLetterISOLanguageName is "nb" or "nn" or "no";

    [GeneratedRegex(
        @"^(?:(?:kr|NOK)\.?\s*)?(?<minus>[-−–])?\s*(?:(?:kr|NOK)\.?\s*)?(?<number>\d(?:[\d.,\s]*\d)?)\s*(?:,-)?\s*(?<factor>mill(?:ion(?:er|s)?)?|mnok|mkr|mrd|milliard(?:er)?|bn|billion|tusen|thousand|tnok|tkr|t|m)?\.?\s*(?:kr|kroner|NOK)?\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex AmountPattern();

    [GeneratedRegex(@"\s", RegexOptions.NonBacktracking)]
    private static partial Regex SpacePattern();
}
