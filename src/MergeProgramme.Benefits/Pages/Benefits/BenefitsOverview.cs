using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Goals with the benefits that add up to them, and what is still missing.</summary>
/// <param name="Goals">In the order of the list.</param>
/// <param name="WithoutGoal">Benefits that add to no goal of the list.</param>
internal sealed record BenefitsOverview(IReadOnlyList<BenefitsOverview.GoalLine> Goals, IReadOnlyList<Benefit> WithoutGoal)
{
    /// <summary>A goal and its benefits.</summary>
    internal sealed record GoalLine(Goal Goal, IReadOnlyList<Benefit> Benefits);

    public static BenefitsOverview Of(IReadOnlyList<Goal> goals, IReadOnlyList<Benefit> benefits)
    {
        var known = goals.Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        var byGoal = benefits.ToLookup(b => known.Contains(b.Goal) ? b.Goal : "");
        return new([.. goals.Select(g => new GoalLine(g, [.. byGoal[g.Name]]))], [.. byGoal[""]]);
    }

    public int BenefitCount => Goals.Sum(g => g.Benefits.Count) + WithoutGoal.Count;

    /// <summary>Benefits that nobody in the line answers for.</summary>
    public int WithoutOwner => Goals.SelectMany(g => g.Benefits).Concat(WithoutGoal).Count(b => b.Owner.Length == 0);

    /// <summary>Goals that no benefit adds to.</summary>
    public int GoalsWithoutBenefit => Goals.Count(g => g.Benefits.Count == 0);
}
