namespace MergeProgramme.Procurement.Evaluations;

/// <summary>A weight at which the winner no longer comes first alone.</summary>
/// <param name="Criterion">Whose weight is moved; the others keep their proportions to each other.</param>
/// <param name="From">Percent, as it is.</param>
/// <param name="To">Percent, a whole number of <see cref="Sensitivity.WeightStep"/>.</param>
/// <param name="Leader">The tender that is then at least as good as the winner.</param>
internal sealed record WeightChange(string Criterion, decimal From, decimal To, string Leader)
{
    public decimal Size => Math.Abs(To - From);
}

/// <summary>A single score with which the winner no longer comes first alone.</summary>
/// <param name="Tender">Whose score is changed.</param>
/// <param name="To">Within the criterion's scale.</param>
/// <param name="Leader">The tender that is then at least as good as the winner.</param>
internal sealed record ScoreChange(string Tender, string Criterion, decimal From, decimal To, string Leader)
{
    public decimal Size => Math.Abs(To - From);
}

/// <summary>
/// How little must change before the winner no longer comes first alone: one weight (with the others scaled so that all sum to 100 again), or one score.
/// Each answer is the nearest value on its grid at which it happens; one step nearer, the winner still wins. Exact: a quotient that lies on the grid is a
/// decimal without rounding, and one that does not lies farther from it than the 28th digit. Pure.
/// </summary>
/// <param name="Weights">For each criterion the nearest weight below and above at which it happens; none is left out. From 0 to 99.99:
/// with 100 for one criterion nothing else would count.</param>
/// <param name="Weight">The smallest of them; null: no weight of one criterion changes the winner.</param>
/// <param name="Score">The smallest change of one score; null: none within the scale changes the winner.</param>
internal sealed record Sensitivity(IReadOnlyList<WeightChange> Weights, WeightChange? Weight, ScoreChange? Score)
{
    /// <summary>Hundredths of a percentage point: the grid of weights.</summary>
    public const decimal WeightStep = 0.01m;

    /// <summary>The best score there is.</summary>
    public const decimal Best = 10;

    /// <summary>Null where there is no single winner, or nobody to lose to.</summary>
    /// <param name="scoreSteps">
    /// For each criterion the grid of its scores (1, 0.5, 0.1 …; 10 is a multiple of it), 0 for one whose score nobody sets (the price).
    /// </param>
    public static Sensitivity? Of(
        IReadOnlyList<WeightedCriterion> criteria,
        IReadOnlyCollection<ScoredTender> tenders,
        IReadOnlyList<decimal> scoreSteps
    )
    {
        if (Ranking.Of(criteria, tenders).Winner is not { } name || tenders.Count < 2)
            return null;
        var winner = tenders.Single(tender => tender.Name == name);
        // By name, so that the order in which tenders are given does not choose between equals.
        List<ScoredTender> others =
        [
            .. tenders.Where(tender => tender.Name != name).OrderBy(tender => tender.Name, StringComparer.Ordinal),
        ];

        List<WeightChange> weights =
        [
            .. criteria
                .SelectMany(
                    (_, i) =>
                        new[] { -1, 1 }.Select(direction =>
                            others
                                .Select(other => Weigh(criteria, i, winner, other, direction))
                                .OfType<WeightChange>()
                                .MinBy(change => change.Size)
                        )
                )
                .OfType<WeightChange>(),
        ];
        var scores = criteria
            .Select((_, i) => i)
            .Where(i => scoreSteps[i] > 0)
            .SelectMany(i => others.SelectMany(other => Rescore(criteria, i, winner, other, scoreSteps[i])));
        return new(weights, weights.MinBy(change => change.Size), scores.MinBy(change => change.Size));
    }

    /// <summary>The criteria with one weight moved and the others in their old proportions; exact only as far as a quotient of decimals is.</summary>
    public static IReadOnlyList<WeightedCriterion> Moved(
        IReadOnlyList<WeightedCriterion> criteria,
        string criterion,
        decimal weight
    )
    {
        var old = criteria.Single(entry => entry.Name == criterion).Weight;
        return
        [
            .. criteria.Select(entry =>
                entry with
                {
                    Weight = entry.Name == criterion ? weight : entry.Weight * (100 - weight) / (100 - old),
                }
            ),
        ];
    }

    // The lead at weight x, times 100 × (100 − weight as it is): x · d · (100 − w) + (100 − x) · rest; a straight line in x.
    private static WeightChange? Weigh(
        IReadOnlyList<WeightedCriterion> criteria,
        int index,
        ScoredTender winner,
        ScoredTender other,
        int direction
    )
    {
        var weight = criteria[index].Weight;
        if (weight >= 100)
            return null;
        var difference = (winner.Scores[index] - other.Scores[index]) * (100 - weight);
        var rest = criteria
            .Select((criterion, i) => i == index ? 0 : criterion.Weight * (winner.Scores[i] - other.Scores[i]))
            .Sum();
        var end = direction < 0 ? 0m : 100 - WeightStep;
        if (Lead(end) > 0)
            return null;
        // It is above 0 at the weight as it is and not at the end, so it is not level.
        var at = 100 * rest / (rest - difference) / WeightStep;
        return new(criteria[index].Name, weight, (direction < 0 ? Math.Floor(at) : Math.Ceiling(at)) * WeightStep, other.Name);

        decimal Lead(decimal x) => x * difference + (100 - x) * rest;
    }

    private static IEnumerable<ScoreChange> Rescore(
        IReadOnlyList<WeightedCriterion> criteria,
        int index,
        ScoredTender winner,
        ScoredTender other,
        decimal step
    )
    {
        var weight = criteria[index].Weight;
        var lead = criteria.Select((criterion, i) => criterion.Weight * (winner.Scores[i] - other.Scores[i])).Sum();
        if (weight == 0)
            yield break;
        // Multiples of the step, although a score as it is may lie off them.
        var (down, up) = (winner.Scores[index], other.Scores[index]);
        var lower = Math.Floor((down - lead / weight) / step) * step;
        if (lower >= 0)
            yield return new(winner.Name, criteria[index].Name, down, lower, other.Name);
        var higher = Math.Ceiling((up + lead / weight) / step) * step;
        if (higher <= Best)
            yield return new(other.Name, criteria[index].Name, up, higher, other.Name);
    }
}
