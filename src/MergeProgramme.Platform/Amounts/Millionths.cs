using System.Globalization;
using System.Text.RegularExpressions;

namespace MergeProgramme.Platform.Amounts;

/// <summary>Exact decimals as whole millionths: what they are stored as, compared and counted in.</summary>
public static partial class Millionths
{
    /// <summary>Most digits behind the decimal sign.</summary>
    public const int MostDecimals = 6;

    /// <summary>How many there are in 1.</summary>
    public const long InOne = 1_000_000;

    /// <summary>The largest value either way: 9 · 10¹².</summary>
    public const long Most = 9_000_000_000_000 * InOne;

    /// <summary>Reads an exact decimal: a sign, digits, a point and at most six digits, nothing else; no exponent, no separators.</summary>
    /// <returns>False where it is none of these, or beyond <see cref="Most"/>.</returns>
    public static bool TryRead(Google.Type.Decimal exact, out long millionths)
    {
        millionths = 0;
        return Written().IsMatch(exact.Value)
            && decimal.TryParse(
                exact.Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
            && TryOf(value, out millionths);
    }

    /// <summary>The millionths of a number; false where it has more decimals than <see cref="MostDecimals"/> or is beyond <see cref="Most"/>.</summary>
    public static bool TryOf(decimal value, out long millionths)
    {
        millionths = 0;
        if (Math.Abs(value) > Most / InOne || value * InOne != decimal.Truncate(value * InOne))
            return false;
        millionths = decimal.ToInt64(value * InOne);
        return true;
    }

    /// <summary>The millionths of a decimal that the request rules have let in.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Of(Google.Type.Decimal exact) =>
        TryRead(exact, out var millionths) ? millionths : throw new FormatException($"{exact.Value} is no exact decimal.");

    /// <summary>The message for whole millionths, with no more digits than it needs.</summary>
    public static Google.Type.Decimal ToDecimal(long millionths) =>
        new() { Value = ToNumber(millionths).ToString("0.######", CultureInfo.InvariantCulture) };

    /// <summary>The number, exact.</summary>
    public static decimal ToNumber(long millionths) => (decimal)millionths / InOne;

    /// <summary>Digits behind the decimal sign that a number needs, 0–6.</summary>
    public static int DecimalsOf(long millionths)
    {
        var decimals = MostDecimals;
        for (; decimals > 0 && millionths % 10 == 0; decimals--)
            millionths /= 10;
        return decimals;
    }

    [GeneratedRegex(@"\A[-+]?[0-9]{1,13}(\.[0-9]{1,6})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
