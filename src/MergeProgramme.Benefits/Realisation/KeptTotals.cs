using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>What totals are of.</summary>
internal enum Basis
{
    /// <summary>As planned when it was decided.</summary>
    Planned = 1,

    /// <summary>As the measures stand now.</summary>
    Expected = 2,

    /// <summary>As it was entered, in the last month of its tertial.</summary>
    Realised = 3,

    /// <summary>The part of it that finance has verified.</summary>
    Verified = 4,
}

/// <summary>What a measure adds, and to which totals.</summary>
/// <param name="Scopes">The programme, and the goal, benefit, sub-project and unit where there are such.</param>
internal sealed record Contribution(
    IReadOnlyList<string> Scopes,
    Totals Planned,
    Totals Expected,
    Totals Realised,
    Totals Verified
)
{
    /// <summary>What it adds on each basis.</summary>
    public IEnumerable<(Basis Basis, Totals Totals)> Parts =>
        [(Basis.Planned, Planned), (Basis.Expected, Expected), (Basis.Realised, Realised), (Basis.Verified, Verified)];
}

/// <summary>The sums that are kept with every write, so that the figures of a programme are read as quickly with 50,000 measures as with five.</summary>
internal static class KeptTotals
{
    // How many measures are read at once where all are.
    private const int AtATime = 1000;

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
            foreach (var (basis, totals) in before!.Parts)
                At(scope, basis).Subtract(totals);
        }
        foreach (var scope in after?.Scopes ?? [])
        {
            foreach (var (basis, totals) in after!.Parts)
                At(scope, basis).Add(totals);
        }
        foreach (var ((scope, basis), totals) in changes)
            await AddAsync(session, scope, basis, totals);
    }

    /// <summary>Adds to what is realised and verified of all that a measure adds to.</summary>
    public static async Task AddAsync(WriteSession session, IEnumerable<string> scopes, Totals realised, Totals verified)
    {
        foreach (var scope in scopes)
        {
            await AddAsync(session, scope, Basis.Realised, realised);
            await AddAsync(session, scope, Basis.Verified, verified);
        }
    }

    /// <summary>Moves all that a benefit adds from one goal to another.</summary>
    /// <param name="from">Empty where it added to none.</param>
    /// <param name="to">Empty where it adds to none.</param>
    public static async Task MoveAsync(WriteSession session, string benefit, string from, string to)
    {
        if (from == to)
            return;
        await SimulationTable.ChangedAsync(session, ResourceNames.Programme(benefit));
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

    /// <summary>The frozen plans of the measures from one place in the order of a programme to another, by measure.</summary>
    public static async Task<Func<string, Totals>> ReadPlansAsync(Session session, string programme, long first, long last)
    {
        var rows = (
            await session.QueryAsync<PlanRow>(
                $"""
                SELECT p.measure, p.month, p.full_year, p.monthly, p.december, p.partial, p.cost
                FROM measure_plans p JOIN measures m ON m.name = p.measure
                WHERE m.parent = @programme AND m.position BETWEEN @first AND @last
                """,
                new
                {
                    programme,
                    first,
                    last,
                }
            )
        ).ToLookup(row => row.Measure);
        return measure => Of(rows[measure]);
    }

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

    /// <summary>All sums of a programme, computed from its measures, plans and ledger.</summary>
    public static async Task<(int Measures, Dictionary<(string Scope, Basis Basis), Totals> Totals)> ComputeAsync(
        Session session,
        string programme
    )
    {
        Dictionary<(string Scope, Basis Basis), Totals> sums = [];
        var (count, after) = (0, 0L);
        while (
            await session.QueryAsync<long>(
                "SELECT position FROM measures WHERE parent = @programme AND position > @after ORDER BY position LIMIT @AtATime",
                new
                {
                    programme,
                    after,
                    AtATime,
                }
            )
                is { Count: > 0 } places
        )
        {
            var measures = await MeasureTable.BetweenAsync(session, programme, places[0], places[^1]);
            var plans = await ReadPlansAsync(session, programme, places[0], places[^1]);
            var entries = await LedgerTable.OfMeasuresAsync(session, programme, places[0], places[^1]);
            foreach (var measure in measures)
            {
                var (realised, verified) = LedgerTable.Of(entries[measure.Name]);
                var adds = new Contribution(
                    await MeasureTable.ScopesAsync(session, measure),
                    plans(measure.Name),
                    MeasureProfile.Expected(measure),
                    realised,
                    verified
                );
                foreach (var scope in adds.Scopes)
                {
                    foreach (var (basis, totals) in adds.Parts)
                    {
                        if (!sums.TryGetValue((scope, basis), out var sum))
                            sums[(scope, basis)] = sum = new Totals();
                        sum.Add(totals);
                    }
                }
            }
            (count, after) = (count + measures.Count, places[^1]);
        }
        return (count, sums);
    }

    /// <summary>All sums of a programme, as they are kept.</summary>
    public static async Task<Dictionary<(string Scope, Basis Basis), Totals>> ReadAllAsync(Session session, string programme) =>
        (await session.QueryAsync<ScopeRow>($"SELECT * FROM realisation_totals WHERE {OfProgramme}", Scopes(programme)))
            .GroupBy(row => (row.Scope, (Basis)row.Basis))
            .ToDictionary(group => group.Key, Of);

    /// <summary>Writes all sums of a programme anew.</summary>
    public static async Task RewriteAsync(
        WriteSession session,
        string programme,
        IReadOnlyDictionary<(string Scope, Basis Basis), Totals> sums
    )
    {
        await session.ExecuteAsync($"DELETE FROM realisation_totals WHERE {OfProgramme}", Scopes(programme));
        foreach (var ((scope, basis), totals) in sums)
            await AddAsync(session, scope, basis, totals);
    }

    // Names hold none of the signs that LIKE reads in another way.
    private const string OfProgramme = "(scope = @programme OR scope LIKE @below)";

    private static object Scopes(string programme) => new { programme, below = $"{programme}/%" };

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

    private sealed class ScopeRow : Row
    {
        public string Scope { get; set; } = "";
        public int Basis { get; set; }
    }

    private sealed class PlanRow : Row
    {
        public string Measure { get; set; } = "";
    }

    private class Row
    {
        public int Month { get; set; }
        public long FullYear { get; set; }
        public long Monthly { get; set; }
        public long December { get; set; }
        public long Partial { get; set; }
        public long Cost { get; set; }
    }
}
