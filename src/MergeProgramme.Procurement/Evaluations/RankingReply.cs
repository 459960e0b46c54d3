using System.Security.Cryptography;
using Google.Protobuf;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>The ranking of a case, from what is agreed on, the prices and the weights.</summary>
internal static class RankingReply
{
    /// <exception cref="Problem">FAILED_PRECONDITION where it cannot be computed yet.</exception>
    public static async Task<V1.Ranking> ReadAsync(Session session, TenderSeal seal, string procurementCase)
    {
        List<Tender> compared = [.. EvaluationRules.Compared(await TenderTable.AllAsync(session, procurementCase))];
        await TenderTable.ShowAsync(session, seal, compared);
        List<Criterion> leaves = [.. CriteriaRules.Leaves(await CriterionTable.AllAsync(session, procurementCase))];
        var consensus = await ConsensusTable.ReadAsync(session, procurementCase);
        if (WhyNot(procurementCase, compared, leaves, consensus).ToList() is { Count: > 0 } missing)
            throw Problem.Precondition(missing);
        return Of(compared, leaves, consensus);
    }

    /// <summary>What stands in the way of a ranking.</summary>
    public static IEnumerable<Violation> WhyNot(
        string procurementCase,
        IReadOnlyCollection<Tender> compared,
        IReadOnlyCollection<Criterion> leaves,
        Consensus consensus
    )
    {
        if (compared.Count == 0)
            yield return new(procurementCase, "NO_QUALIFIED_TENDERS");
        foreach (var (tender, criterion) in EvaluationRules.Missing(consensus, compared, EvaluationRules.Scored(leaves)))
            yield return new(tender.Name, "CONSENSUS_SCORE_MISSING", tender.Tenderer, criterion.Title);
        foreach (var formula in leaves.Select(one => one.PriceFormula).Where(one => one != PriceFormula.Unspecified))
        foreach (var tender in compared.Where(one => !PricePoints.Takes(formula, Ore.Of(one.Price))))
            yield return new(tender.Name, "PRICE_NOT_COMPARABLE", tender.Tenderer);
    }

    /// <summary>The ranking; pure, so that the same gives the same to the last digit.</summary>
    /// <param name="compared">Qualified tenders with their prices.</param>
    /// <param name="leaves">Criteria without parts, with their weights in the whole.</param>
    /// <param name="consensus">With a score for each of them where people score.</param>
    public static V1.Ranking Of(IReadOnlyList<Tender> compared, IReadOnlyList<Criterion> leaves, Consensus consensus)
    {
        List<long> prices = [.. compared.Select(tender => Ore.Of(tender.Price))];
        var agreed = consensus
            .Criteria.SelectMany(part => part.Scores.Select(score => (Key: (score.Tender, part.Criterion), score.Score)))
            .ToDictionary(entry => entry.Key, entry => Exact.Number(entry.Score));
        List<WeightedCriterion> weighted =
        [
            .. leaves.Select(leaf => new WeightedCriterion(leaf.Name, leaf.EffectiveWeightHundredths / 100m)),
        ];
        var examples = leaves
            .Where(leaf => leaf.PriceFormula != PriceFormula.Unspecified)
            .SelectMany(leaf =>
                compared.Zip(
                    prices,
                    (tender, price) =>
                        (Key: (tender.Name, leaf.Name), Example: PricePoints.Explain(leaf.PriceFormula, Most, price, prices))
                )
            )
            .ToDictionary(entry => entry.Key, entry => entry.Example);
        List<ScoredTender> scored =
        [
            .. compared.Select(tender => new ScoredTender(
                tender.Name,
                [
                    .. leaves.Select(leaf =>
                        examples.TryGetValue((tender.Name, leaf.Name), out var priced)
                            ? priced.Points
                            : agreed[(tender.Name, leaf.Name)]
                    ),
                ]
            )),
        ];
        var ranking = Ranking.Of(weighted, scored);
        var sensitivity = Sensitivity.Of(
            weighted,
            scored,
            [.. leaves.Select(leaf => leaf.PriceFormula == PriceFormula.Unspecified ? EvaluationRules.ScoreStep : 0)]
        );
        var tenders = compared.ToDictionary(tender => tender.Name);
        var points = scored.ToDictionary(tender => tender.Name, tender => tender.Scores);
        var reply = new V1.Ranking
        {
            RankedTenders =
            {
                ranking.Rows.Select(row => new V1.RankedTender
                {
                    Tender = row.Name,
                    Tenderer = tenders[row.Name].Tenderer,
                    Rank = row.Rank,
                    Shared = row.Shared,
                    Total = Exact.Of(row.Total),
                    CriterionPoints =
                    {
                        weighted.Zip(
                            points[row.Name],
                            (criterion, given) =>
                                new CriterionPoints
                                {
                                    Criterion = criterion.Name,
                                    Points = Exact.Of(given),
                                    Weighted = Exact.Of(criterion.Weight * given / 100),
                                }
                        ),
                    },
                    Price = tenders[row.Name].Price,
                }),
            },
            Winner = ranking.Winner ?? "",
            Criteria = { leaves },
            CriterionLeads =
            {
                ranking.Leads.Select(lead => new V1.CriterionLead
                {
                    Criterion = lead.Name,
                    Difference = Exact.Of(lead.Difference),
                    Weighted = Exact.Of(lead.Weighted),
                    Decisive = lead.Decisive,
                }),
            },
            WeightChanges = { sensitivity?.Weights.Select(Told) ?? [] },
            SmallestWeightChange = sensitivity?.Weight is { } weight ? Told(weight) : null,
            SmallestScoreChange = sensitivity?.Score is { } score
                ? new()
                {
                    Tender = score.Tender,
                    Criterion = score.Criterion,
                    FromScore = Exact.Of(score.From),
                    ToScore = Exact.Of(score.To),
                    Leader = score.Leader,
                }
                : null,
            PriceExamples =
            {
                ranking.Rows.SelectMany(row =>
                    examples.Where(entry => entry.Key.Item1 == row.Name).Select(entry => Told(row.Name, entry.Value))
                ),
            },
        };
        reply.ContentHash = Convert.ToHexStringLower(SHA256.HashData(reply.ToByteArray()));
        return reply;
    }

    // What the best gets on a criterion.
    private const decimal Most = Sensitivity.Best;

    private static V1.WeightChange Told(WeightChange change) =>
        new()
        {
            Criterion = change.Criterion,
            FromPercent = Exact.Of(change.From),
            ToPercent = Exact.Of(change.To),
            Leader = change.Leader,
        };

    private static V1.PriceExample Told(string tender, PriceExample example) =>
        new()
        {
            Tender = tender,
            PriceFormula = example.Formula,
            Price = Ore.ToMoney(example.Price),
            LowestPrice = Ore.ToMoney(example.Lowest),
            HighestPrice = Ore.ToMoney(example.Highest),
            Numerator = Ore.ToMoney(example.Numerator),
            Denominator = Ore.ToMoney(example.Denominator),
            Quotient = Exact.Of(example.Quotient),
            Cut = example.Cut,
            Points = Exact.Of(example.Points),
        };
}
