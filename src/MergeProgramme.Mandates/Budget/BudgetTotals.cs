using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Mandates.Budget;

/// <summary>What a place has of a kind in a year, in øre.</summary>
/// <param name="Frame">Null where none is set.</param>
/// <param name="Forecast">Null where nobody has stated one.</param>
/// <param name="Explanation">Of the forecast; empty where there is none.</param>
internal sealed record BudgetCell(
    string Place,
    int Year,
    CostKind Kind,
    long? Frame,
    long Committed,
    long Actual,
    long? Forecast,
    string Explanation
)
{
    public long? Remaining => Frame - Committed - Actual;

    public long? Deviation => Forecast - Frame;
}

/// <summary>Adds up what is spent, bound, expected and allowed. Pure, to the øre.</summary>
internal static class BudgetTotals
{
    /// <summary>The cells as callers get them, and their sums by year, by place and over all.</summary>
    /// <param name="cells">One for each place, year and kind.</param>
    public static SummariseBudgetResponse Of(IReadOnlyCollection<BudgetCell> cells) =>
        new()
        {
            Summaries =
            {
                cells
                    .OrderBy(c => c.Place, StringComparer.Ordinal)
                    .ThenBy(c => c.Year)
                    .ThenBy(c => c.Kind)
                    .Select(c => new BudgetSummary
                    {
                        Place = c.Place,
                        Year = c.Year,
                        Kind = c.Kind,
                        Sums = Sum([c]),
                        Explanation = c.Deviation > 0 ? c.Explanation : "",
                        Unexplained = c.Deviation > 0 && c.Explanation.Length == 0,
                    }),
            },
            Years =
            {
                cells.GroupBy(c => c.Year).OrderBy(g => g.Key).Select(g => new BudgetYear { Year = g.Key, Sums = Sum([.. g]) }),
            },
            Places =
            {
                cells
                    .GroupBy(c => c.Place)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new BudgetPlace { Place = g.Key, Sums = Sum([.. g]) }),
            },
            Total = Sum(cells),
        };

    // What has no frame has nothing left of it: remaining and deviation are of those parts that have both of what is held against each other.
    private static BudgetSums Sum(IReadOnlyCollection<BudgetCell> cells) =>
        new()
        {
            Frame = Money(cells.Select(c => c.Frame)),
            Committed = Ore.ToMoney(cells.Sum(c => c.Committed)),
            Actual = Ore.ToMoney(cells.Sum(c => c.Actual)),
            Remaining = Money(cells.Select(c => c.Remaining)),
            Forecast = Money(cells.Select(c => c.Forecast)),
            Deviation = Money(cells.Select(c => c.Deviation)),
        };

    private static Google.Type.Money? Money(IEnumerable<long?> parts)
    {
        List<long> set = [.. parts.OfType<long>()];
        return set.Count == 0 ? null : Ore.ToMoney(set.Sum());
    }
}
