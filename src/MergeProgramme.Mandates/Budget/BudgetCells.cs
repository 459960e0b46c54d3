using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates.Budget;

/// <summary>Reads what stands where, added up in the database.</summary>
internal static class BudgetCells
{
    /// <summary>A cell for each place, year and kind of which anything is known.</summary>
    /// <param name="parent">A sub-project, a programme for what is its own, or all of a programme with <c>-</c>.</param>
    /// <param name="year">Of this year only; 0 for all.</param>
    public static async Task<IReadOnlyList<BudgetCell>> ReadAsync(Session session, string parent, int year)
    {
        var (programme, place) = RegisterPlace.Parameters(parent);
        var parameters = new
        {
            Programme = programme,
            Parent = place,
            Year = year,
        };
        async Task<Dictionary<(string, int, CostKind), Row>> Rows(string table, string sums) =>
            (
                await session.QueryAsync<Row>(
                    $"""
                    SELECT parent AS place, year, kind, {sums} FROM {table}
                    WHERE {RegisterPlace.Condition} AND (@Year = 0 OR year = @Year) GROUP BY parent, year, kind
                    """,
                    parameters
                )
            ).ToDictionary(row => (row.Place, row.Year, row.Kind));
        var frames = await Rows("budget_lines", "CAST(SUM(frame) AS BIGINT) AS sum");
        var bound = await Rows(
            "commitments",
            FormattableString.Invariant(
                $"CAST(SUM(CASE WHEN state = {(int)CommitmentState.Open} THEN amount - drawn_amount ELSE 0 END) AS BIGINT) AS sum"
            )
        );
        var actuals = await Rows("account_entries", "CAST(SUM(amount) AS BIGINT) AS sum");
        // There is one of each.
        var forecasts = await Rows(
            "forecasts",
            """
            MAX(amount) AS sum, MAX((SELECT s.explanation FROM forecast_statements s WHERE s.forecast = forecasts.name ORDER BY s.number DESC
            LIMIT 1)) AS explanation
            """
        );
        return
        [
            .. frames
                .Keys.Union(bound.Keys)
                .Union(actuals.Keys)
                .Union(forecasts.Keys)
                .Select(key => new BudgetCell(
                    key.Item1,
                    key.Item2,
                    key.Item3,
                    frames.GetValueOrDefault(key)?.Sum,
                    bound.GetValueOrDefault(key)?.Sum ?? 0,
                    actuals.GetValueOrDefault(key)?.Sum ?? 0,
                    forecasts.GetValueOrDefault(key)?.Sum,
                    forecasts.GetValueOrDefault(key)?.Explanation ?? ""
                )),
        ];
    }

    private sealed class Row
    {
        public string Place { get; init; } = "";
        public int Year { get; init; }
        public CostKind Kind { get; init; }
        public long? Sum { get; init; }
        public string Explanation { get; init; } = "";
    }
}
