using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>Values divided by inhabitants. Pure and exact up to the one rounding at the end.</summary>
internal static class PerInhabitant
{
    /// <summary>Digits that a divided value has beyond those of the indicator.</summary>
    private const int MoreDecimals = 2;

    /// <summary>Digits behind the decimal sign of a divided value.</summary>
    public static int DecimalsOf(int decimals) => Math.Min(decimals + MoreDecimals, Millionths.MostDecimals);

    /// <summary>Value × factor ÷ inhabitants, rounded half away from nought.</summary>
    /// <param name="value">In millionths.</param>
    /// <param name="factor">1, 1000 or 10000.</param>
    /// <param name="inhabitants">In millionths.</param>
    /// <param name="decimals">Of the indicator.</param>
    /// <returns>In millionths; null where there are no inhabitants, or the result is beyond what is kept.</returns>
    public static long? Of(long value, int factor, long inhabitants, int decimals) =>
        inhabitants <= 0 ? null
        : Millionths.TryOf(
            // Millionths over millionths: their scale cancels out. 9 · 10²² at most, well within 28 digits.
            Math.Round((decimal)value * factor / inhabitants, DecimalsOf(decimals), MidpointRounding.AwayFromZero),
            out var result
        )
            ? result
        : null;
}
