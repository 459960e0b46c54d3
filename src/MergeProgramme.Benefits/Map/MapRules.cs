using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Map;

/// <summary>A measure as the map needs it. Effects in øre a full year.</summary>
internal sealed class MapMeasure
{
    public string Name { get; set; } = "";
    public string Title { get; set; } = "";
    public string Benefit { get; set; } = "";
    public string Owner { get; set; } = "";
    public long EffectLikely { get; set; }
    public long EffectHigh { get; set; }
    public MeasureState State { get; set; }
    public string Etag { get; set; } = "";
}

/// <summary>Where a map has holes: what leads nowhere, what nothing leads to, and goals that their measures do not come to. Pure.</summary>
internal static class MapRules
{
    /// <summary>What is wrong, the gravest first; within a kind in the order of the lists.</summary>
    /// <param name="measures">Without those that are given up.</param>
    /// <param name="gone">Measures that wait for something that is no longer there.</param>
    public static IReadOnlyList<MapFinding> Check(
        IReadOnlyList<Goal> goals,
        IReadOnlyList<Benefit> benefits,
        IReadOnlyList<MapMeasure> measures,
        IReadOnlySet<string> gone
    )
    {
        var byBenefit = measures.ToLookup(m => m.Benefit, StringComparer.Ordinal);
        var byGoal = benefits.ToLookup(b => b.Goal, StringComparer.Ordinal);
        List<MapFinding> findings = [];
        foreach (var goal in goals)
        {
            if (!byGoal[goal.Name].Any())
                Add(MapFindingKind.GoalWithoutBenefit, goal.Name, goal.Text);
            else if (
                goal.Amount is not null
                && Reach(goal, [.. byGoal[goal.Name].SelectMany(b => byBenefit[b.Name])]) is { } amiss
            )
                findings.Add(amiss);
        }
        foreach (var benefit in benefits)
        {
            if (benefit.Owner.Length == 0)
                Add(MapFindingKind.BenefitWithoutOwner, benefit.Name, benefit.Text);
            if (!byBenefit[benefit.Name].Any())
                Add(MapFindingKind.BenefitWithoutMeasure, benefit.Name, benefit.Text);
            if (benefit.Goal.Length == 0)
                Add(MapFindingKind.BenefitWithoutGoal, benefit.Name, benefit.Text);
        }
        foreach (var measure in measures)
        {
            if (measure.Benefit.Length == 0)
                Add(MapFindingKind.MeasureWithoutBenefit, measure.Name, measure.Title);
            if (measure.Owner.Length == 0)
                Add(MapFindingKind.MeasureWithoutOwner, measure.Name, measure.Title);
            if (gone.Contains(measure.Name))
                Add(MapFindingKind.EnablerGone, measure.Name, measure.Title);
        }
        // Stable: within a kind as they came.
        return [.. findings.OrderBy(f => f.Kind)];

        void Add(MapFindingKind kind, string subject, string title) =>
            findings.Add(
                new()
                {
                    Kind = kind,
                    Subject = subject,
                    Title = title,
                }
            );
    }

    // The lower end of a goal's range is what has to be reached.
    private static MapFinding? Reach(Goal goal, IReadOnlyList<MapMeasure> measures)
    {
        var (asked, likely, high) = (Ore.Of(goal.Amount), measures.Sum(m => m.EffectLikely), measures.Sum(m => m.EffectHigh));
        if (likely >= asked)
            return null;
        return new()
        {
            Kind = high < asked ? MapFindingKind.GoalOutOfReach : MapFindingKind.GoalAtBest,
            Subject = goal.Name,
            Title = goal.Text,
            Amount = goal.Amount,
            Likely = Ore.ToMoney(likely),
            High = Ore.ToMoney(high),
        };
    }
}
