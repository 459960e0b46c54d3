using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>The steps from one price to its points, for a page that shows the sum.</summary>
/// <param name="Price">Øre.</param>
/// <param name="Lowest">Øre: pmin.</param>
/// <param name="Highest">Øre: pmax; what best-to-worst alone asks for.</param>
/// <param name="Numerator">Øre: what is divided. Linear p − pmin, proportional pmin, best-to-worst pmax − p.</param>
/// <param name="Denominator">Øre: what it is divided by. Linear pmin, proportional p, best-to-worst pmax − pmin; 0 where all cost the same.</param>
/// <param name="Quotient">Numerator / denominator, rounded half up to <see cref="PricePoints.Decimals"/> decimals: for reading only, the points come from the fraction.</param>
/// <param name="Cut">Whether the points were negative and became 0 (linear only).</param>
/// <param name="Points">The points.</param>
internal sealed record PriceExample(
    PriceFormula Formula,
    decimal Maximum,
    long Price,
    long Lowest,
    long Highest,
    long Numerator,
    long Denominator,
    decimal Quotient,
    bool Cut,
    decimal Points
);

/// <summary>
/// Points for prices, by the formula that the tender documents stated (docs/decisions/0028-price-formulas.md).
/// <para>
/// Linear: max × (1 − (p − pmin) / pmin), never below 0, so that twice the lowest price gives nothing. Points fall in a straight line with the price; dear
/// tenders above twice the lowest price are not told apart.
/// </para>
/// <para>
/// Proportional: max × pmin / p, so that twice the lowest price gives half. Never 0, and flatter the dearer it gets: a difference among dear tenders
/// weighs less than among cheap ones. Under these two, what another tender costs matters only where it is the cheapest.
/// </para>
/// <para>
/// Best-to-worst: max × (pmax − p) / (pmax − pmin): the cheapest gets the maximum and the dearest nothing, however little lies between them; all the maximum
/// where all cost the same. A dear tender that can never win changes everybody's points, and may turn the ranking of the others round.
/// </para>
/// Whole øre in, decimals out; the fraction is kept whole until the last step, where points are rounded half up to
/// <see cref="Decimals"/> decimals, so that the same prices give the same points to the last digit wherever they are computed. Pure.
/// </summary>
internal static class PricePoints
{
    /// <summary>Decimals of points: so many that rounding does not decide who wins; equal points mean prices that differ by less than this.</summary>
    public const int Decimals = 4;

    /// <summary>The dearest price that is computed with: 100 000 million kroner, in øre.</summary>
    public const long DearestOre = 10_000_000_000_000;

    private const int Scale = 10_000;

    /// <summary>Whether a formula can be used on prices from this one: linear and proportional divide by the lowest, which must not be 0.</summary>
    public static bool Takes(PriceFormula formula, long ore) =>
        ore is >= 0 and <= DearestOre && (ore > 0 || formula == PriceFormula.BestToWorst);

    /// <summary>The points of each price, in the order given.</summary>
    /// <param name="maximum">What the cheapest gets: above 0, at most 1000, with at most <see cref="Decimals"/> decimals.</param>
    /// <param name="prices">Øre; of all tenders that are compared.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price that <see cref="Takes"/> refuses, or a maximum out of range.</exception>
    public static IReadOnlyList<decimal> Points(PriceFormula formula, decimal maximum, IReadOnlyList<long> prices) =>
        [.. prices.Select(price => Explain(formula, maximum, price, prices).Points)];

    /// <summary>The points of one price among those that are compared, with the steps that lead there.</summary>
    /// <param name="price">One of <paramref name="prices"/>.</param>
    /// <inheritdoc cref="Points"/>
    public static PriceExample Explain(PriceFormula formula, decimal maximum, long price, IReadOnlyCollection<long> prices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximum, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, 1000);
        ArgumentOutOfRangeException.ThrowIfNotEqual(maximum, decimal.Round(maximum, Decimals));
        var (lowest, highest) = (prices.Min(), prices.Max());
        if (!Takes(formula, lowest) || !Takes(formula, highest))
            throw new ArgumentOutOfRangeException(nameof(prices), "A price that the formula cannot be used on.");

        var (numerator, denominator) = formula switch
        {
            PriceFormula.Linear => (price - lowest, lowest),
            PriceFormula.Proportional => (lowest, price),
            PriceFormula.BestToWorst => (highest - price, highest - lowest),
            _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "No such formula."),
        };
        // 1000 points × 10⁴ × 2 · 10¹³ øre: beyond 64 bits, far within 128.
        var (most, share) = (
            (Int128)(maximum * Scale),
            (Int128)(formula == PriceFormula.Linear ? denominator - numerator : numerator)
        );
        var points = denominator == 0 ? most : Rounded(most * Int128.Max(share, 0), denominator);
        return new(
            formula,
            maximum,
            price,
            lowest,
            highest,
            numerator,
            denominator,
            denominator == 0 ? 1 : (decimal)Rounded((Int128)numerator * Scale, denominator) / Scale,
            share < 0,
            (decimal)points / Scale
        );
    }

    // Neither is negative.
    private static Int128 Rounded(Int128 numerator, Int128 denominator) => (2 * numerator + denominator) / (2 * denominator);
}
