using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>A bar of what is spent and bound, against the frame and the forecast. All bars of a picture have the same scale. Pure.</summary>
internal sealed record Bar(string Title, string Says, int Actual, int Committed, int? Frame, int? Forecast)
{
    /// <summary>Pixels of the longest bar.</summary>
    public const int Width = 420;

    public const int Left = 190;
    public const int RowHeight = 34;

    /// <summary>Bars of these sums, the largest figure of all filling the width.</summary>
    /// <param name="rows">Title, what it says in words, and sums.</param>
    public static IReadOnlyList<Bar> Of(IReadOnlyCollection<(string Title, string Says, BudgetSums Sums)> rows)
    {
        var most = Math.Max(
            1,
            rows.Select(r =>
                    Math.Max(
                        Math.Max(Ore.Of(r.Sums.Frame), Ore.Of(r.Sums.Forecast)),
                        Math.Max(0, Ore.Of(r.Sums.Actual)) + Ore.Of(r.Sums.Committed)
                    )
                )
                .DefaultIfEmpty(1)
                .Max()
        );
        int Scaled(long ore) => (int)Math.Round(Math.Max(0, ore) / (double)most * Width);
        return
        [
            .. rows.Select(r => new Bar(
                r.Title,
                r.Says,
                Scaled(Ore.Of(r.Sums.Actual)),
                Scaled(Math.Max(0, Ore.Of(r.Sums.Actual)) + Ore.Of(r.Sums.Committed)) - Scaled(Ore.Of(r.Sums.Actual)),
                r.Sums.Frame is null ? null : Scaled(Ore.Of(r.Sums.Frame)),
                r.Sums.Forecast is null ? null : Scaled(Ore.Of(r.Sums.Forecast))
            )),
        ];
    }
}
