namespace MergeProgramme.Procurement.Evaluations;

/// <summary>A node of the tree of award criteria.</summary>
/// <param name="Name">Of the criterion.</param>
/// <param name="Parent">The criterion above it; null at the top.</param>
/// <param name="Weight">Percent of its level: those with the same parent sum to 100. At most two decimals.</param>
internal readonly record struct CriterionNode(string Name, string? Parent, decimal Weight);

/// <summary>A criterion that is scored, with what it weighs in the end.</summary>
/// <param name="Weight">Percent of the whole; all sum to 100. Exact: weights multiplied down the tree.</param>
internal sealed record WeightedCriterion(string Name, decimal Weight);

/// <summary>From weights per level to weights of the whole. Pure.</summary>
internal static class CriterionWeights
{
    /// <summary>
    /// The leaves in the order given, each with the product of the weights from the top down to it. Exact for trees of up to six levels with two
    /// decimals a weight (a decimal holds 28 digits).
    /// </summary>
    public static IReadOnlyList<WeightedCriterion> Leaves(IReadOnlyCollection<CriterionNode> tree)
    {
        var byName = tree.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var parents = tree.Select(node => node.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tree.Where(node => !parents.Contains(node.Name)).Select(leaf => new WeightedCriterion(leaf.Name, Whole(leaf))),
        ];

        decimal Whole(CriterionNode node) => node.Parent is null ? node.Weight : node.Weight * Whole(byName[node.Parent]) / 100;
    }

    /// <summary>The parents (null: the top) whose children's weights do not sum to 100, with the sum that they have.</summary>
    public static IEnumerable<(string? Parent, decimal Sum)> WrongSums(IEnumerable<CriterionNode> tree) =>
        tree.GroupBy(node => node.Parent, StringComparer.Ordinal)
            .Select(level => (level.Key, Sum: level.Sum(node => node.Weight)))
            .Where(level => level.Sum != 100);
}
