using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>What totals are of.</summary>
internal enum Basis
{
    /// <summary>As planned when it was decided.</summary>
    Planned = 1,

    /// <summary>As the measures stand now.</summary>
    Expected = 2,
}

/// <summary>What a measure adds, and to which totals.</summary>
/// <param name="Scopes">The programme, and the goal, benefit, sub-project and unit where there are such.</param>
internal sealed record Contribution(IReadOnlyList<string> Scopes, Totals Planned, Totals Expected);

/// <summary>The sums that are kept with every write, so that the figures of a programme are read as quickly with 50,000 measures as with five.</summary>
internal static class KeptTotals
{
    private const string Columns = "full_year, monthly, december, partial, cost";

    /// <summary>Takes what a measure added away, and adds what it adds now.</summary>
    /// <param name="before">Null for a new one.</param>
    /// <param name="after">Null for one that is deleted.</param>
    public static async Task ReplaceAsync(WriteSession session, Contribution? before, Contribution? after)
    {
        Dictionary<(string Scope, Basis Basis), Totals> changes = [];
        Totals At(string scope, Basis basis) =>
            changes.TryGetValue((scope, basis), out var there) ? there : changes[(scope, basis)] = new Totals();
        foreach (var scope in before?.Scopes ?? [])
        {
            At(scope, Basis.Planned).Subtract(before!.Planned);
            At(scope, Basis.Expected).Subtract(before.Expected);
        }
        foreach (var scope in after?.Scopes ?? [])
        {
            At(scope, Basis.Planned).Add(after!.Planned);
            At(scope, Basis.Expected).Add(after.Expected);
        }
        foreach (var ((scope, basis), totals) in changes)
            await AddAsync(session, scope, basis, totals);
    }

    /// <summary>Moves all that a benefit adds from one goal to another.</summary>
    /// <param name="from">Empty where it added to none.</param>
    /// <param name="to">Empty where it adds to none.</param>
    public static async Task MoveAsync(WriteSession session, string benefit, string from, string to)
    {
        if (from == to)
            return;
        foreach (var basis in Enum.GetValues<Basis>())
        {
            var totals = await ReadAsync(session, benefit, basis);
            if (from.Length > 0)
                await AddAsync(session, from, basis, new Totals().Subtract(totals));
            if (to.Length > 0)
                await AddAsync(session, to, basis, totals);
        }
    }

    /// <summary>The totals of a scope; none where nothing adds to it.</summary>
    public static async Task<Totals> ReadAsync(Session session, string scope, Basis basis) =>
        Of(
            await session.QueryAsync<Row>(
                $"SELECT month, {Columns} FROM realisation_totals WHERE scope = @scope AND basis = @basis ORDER BY month",
                new { scope, basis = (int)basis }
            )
        );

    /// <summary>The frozen plan of a measure; none where it is not decided.</summary>
    public static async Task<Totals> ReadPlanAsync(Session session, string measure) =>
        Of(
            await session.QueryAsync<Row>($"SELECT month, {Columns} FROM measure_plans WHERE measure = @measure", new { measure })
        );

    /// <summary>Freezes the plan of a measure.</summary>
    public static async Task WritePlanAsync(WriteSession session, string measure, Totals plan)
    {
        foreach (var (month, change) in plan.Changes)
            await session.ExecuteAsync(
                $"""
                INSERT INTO measure_plans (measure, month, {Columns})
                VALUES (@measure, @Index, @FullYear, @Monthly, @December, @Partial, @Cost)
                """,
                new
                {
                    measure,
                    month.Index,
                    change.FullYear,
                    change.Monthly,
                    change.December,
                    change.Partial,
                    change.Cost,
                }
            );
    }

    private static async Task AddAsync(WriteSession session, string scope, Basis basis, Totals totals)
    {
        foreach (var (month, change) in totals.Changes)
            await session.ExecuteAsync(
                $"""
                INSERT INTO realisation_totals (scope, basis, month, {Columns})
                VALUES (@scope, @basis, @Index, @FullYear, @Monthly, @December, @Partial, @Cost)
                ON CONFLICT (scope, basis, month) DO UPDATE SET
                    full_year = realisation_totals.full_year + excluded.full_year,
                    monthly = realisation_totals.monthly + excluded.monthly,
                    december = realisation_totals.december + excluded.december,
                    partial = realisation_totals.partial + excluded.partial,
                    cost = realisation_totals.cost + excluded.cost
                """,
                new
                {
                    scope,
                    basis = (int)basis,
                    month.Index,
                    change.FullYear,
                    change.Monthly,
                    change.December,
                    change.Partial,
                    change.Cost,
                }
            );
    }

    private static Totals Of(IEnumerable<Row> rows)
    {
        var totals = new Totals();
        foreach (var row in rows)
            totals.Add(new Month(row.Month), new(row.FullYear, row.Monthly, row.December, row.Partial, row.Cost));
        return totals;
    }

    private sealed class Row
    {
        public int Month { get; set; }
        public long FullYear { get; set; }
        public long Monthly { get; set; }
        public long December { get; set; }
        public long Partial { get; set; }
        public long Cost { get; set; }
    }
}
