using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using Microsoft.Extensions.Caching.Memory;

namespace MergeProgramme.Mandates.Plan;

/// <summary>
/// The plans that were looked at last, as they were read. Every write is an event, and each event changes the hash at the head of the log: a plan
/// holds for as long as that hash does, whoever writes, from whichever host.
/// </summary>
internal sealed class KeptPlans : IDisposable
{
    // In milestones, over all programmes.
    private const int Most = 50_000;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(20);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    public async Task<WholePlan> OfAsync(Session session, string programme)
    {
        // Before the rows: what is newer than its head is read again too early, never too late.
        var head = await session.FindAsync<string>("SELECT hash FROM event_head WHERE only_row = 1") ?? "";
        if (kept.TryGetValue(programme, out (string Head, WholePlan Plan) last) && last.Head == head)
            return last.Plan;
        var plan = await ReadAsync(session, programme);
        using var entry = kept.CreateEntry(programme);
        (entry.Value, entry.Size, entry.SlidingExpiration) = ((head, plan), plan.Milestones.Count + 1, Unused);
        return plan;
    }

    public void Dispose() => kept.Dispose();

    /// <summary>The plan as it stands in the tables.</summary>
    public static async Task<WholePlan> ReadAsync(Session session, string programme)
    {
        var milestones = await session.QueryAsync<PlannedRow>(
            """
            SELECT name, kind, title, decision_point, planned_start_date, planned_end_date, baseline_start_date, baseline_end_date,
                done_date, responsible, after_vesting
            FROM milestones WHERE programme = @programme
            """,
            new { programme }
        );
        var links = await session.QueryAsync<LinkRow>(
            """
            SELECT p.predecessor, p.milestone, p.lag_days FROM milestone_predecessors p JOIN milestones m ON m.name = p.milestone
            WHERE m.programme = @programme ORDER BY p.milestone, p.position
            """,
            new { programme }
        );
        // What the giver will not and the taker no longer needs holds nothing up.
        var agreed = await session.QueryAsync<LinkRow>(
            """
            SELECT giver_milestone AS predecessor, taker_milestone AS milestone, 0 AS lag_days, name AS dependency_agreement
            FROM dependency_agreements
            WHERE programme = @programme AND giver_milestone <> '' AND taker_milestone <> '' AND state NOT IN (@Declined, @Withdrawn)
            ORDER BY name
            """,
            new
            {
                programme,
                DependencyState.Declined,
                DependencyState.Withdrawn,
            }
        );
        return new(milestones, [.. links, .. agreed]);
    }
}
