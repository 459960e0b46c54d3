namespace MergeProgramme.Procurement.Evaluations;

/// <summary>A criterion that is scored, with what it weighs in the end.</summary>
/// <param name="Weight">Percent of the whole; all sum to 100. Exact.</param>
internal sealed record WeightedCriterion(string Name, decimal Weight);

/// <summary>A tender with its score on every criterion, in the criteria's order.</summary>
/// <param name="Scores">0 to 10, at most <see cref="PricePoints.Decimals"/> decimals.</param>
internal sealed record ScoredTender(string Name, IReadOnlyList<decimal> Scores);

/// <summary>A place in the ranking.</summary>
/// <param name="Rank">1 is the best; equal totals share a rank, and the next one skips as many (1, 1, 3).</param>
/// <param name="Shared">Whether another tender has the same rank.</param>
/// <param name="Total">Weighted points, 0 to 10: exact, not rounded.</param>
internal sealed record RankedTender(string Name, int Rank, bool Shared, decimal Total);

/// <summary>What one criterion did for the winner against the runner-up.</summary>
/// <param name="Difference">Score of the winner less that of the runner-up.</param>
/// <param name="Weighted">The same in weighted points.</param>
/// <param name="Decisive">Whether it is one of those that made the winner win.</param>
internal sealed record CriterionLead(string Name, decimal Difference, decimal Weighted, bool Decisive);

/// <summary>
/// Who comes first, and by what. The total is the sum of score × weight / 100, exact in decimals (no rounding on the way), so that computing it again gives
/// the same to the last digit and the order of tenders and criteria does not matter. Pure.
/// </summary>
/// <param name="Rows">By rank, then by name.</param>
/// <param name="Leads">
/// The winner against the runner-up, in the criteria's order; empty where there is no single winner or no runner-up. The runner-up is the second by
/// rank and name. Decisive is each criterion without which the lead would be gone; where there is none by itself, the largest ones that
/// together make up the lead.
/// </param>
internal sealed record Ranking(IReadOnlyList<RankedTender> Rows, IReadOnlyList<CriterionLead> Leads)
{
    /// <summary>The one that comes first alone; null where the first place is shared or nothing is ranked.</summary>
    public string? Winner => Rows is [{ Shared: false } first, ..] ? first.Name : null;

    public static Ranking Of(IReadOnlyList<WeightedCriterion> criteria, IReadOnlyCollection<ScoredTender> tenders)
    {
        var totals = tenders
            .Select(tender => (Tender: tender, Total: Total(criteria, tender)))
            .OrderByDescending(entry => entry.Total)
            .ThenBy(entry => entry.Tender.Name, StringComparer.Ordinal)
            .ToList();
        List<RankedTender> rows =
        [
            .. totals.Select(entry => new RankedTender(
                entry.Tender.Name,
                1 + totals.Count(other => other.Total > entry.Total),
                totals.Count(other => other.Total == entry.Total) > 1,
                entry.Total
            )),
        ];
        return new(rows, rows is [{ Shared: false }, _, ..] ? Led(criteria, totals[0].Tender, totals[1].Tender) : []);
    }

    /// <summary>Weighted points: exact.</summary>
    public static decimal Total(IReadOnlyList<WeightedCriterion> criteria, ScoredTender tender) =>
        criteria.Zip(tender.Scores, (criterion, score) => criterion.Weight * score).Sum() / 100;

    private static List<CriterionLead> Led(IReadOnlyList<WeightedCriterion> criteria, ScoredTender winner, ScoredTender second)
    {
        List<CriterionLead> leads =
        [
            .. criteria.Select(
                (criterion, i) =>
                {
                    var difference = winner.Scores[i] - second.Scores[i];
                    return new CriterionLead(criterion.Name, difference, difference * criterion.Weight / 100, false);
                }
            ),
        ];
        var lead = leads.Sum(entry => entry.Weighted);
        var smallest = leads.Exists(entry => entry.Weighted >= lead) ? lead : Together(leads, lead);
        return [.. leads.Select(entry => entry with { Decisive = entry.Weighted >= smallest })];
    }

    // The smallest of the largest leads that together make up the whole.
    private static decimal Together(IEnumerable<CriterionLead> leads, decimal lead)
    {
        var sum = 0m;
        foreach (var weighted in leads.Select(entry => entry.Weighted).OrderDescending())
        {
            sum += weighted;
            if (sum >= lead)
                return weighted;
        }
        return lead;
    }
}
