using MergeProgramme.Platform.Amounts;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>Where evaluators see a tender differently: what the consensus meeting talks about. Pure.</summary>
internal static class ScoreDifferences
{
    /// <summary>Each qualified tender on each scored criterion, by criterion, with the scores of those who have finished, by evaluator.</summary>
    public static IEnumerable<ScoreDifference> Of(EvaluatedCase read)
    {
        var finished = EvaluationRules
            .Counting(read.Members, read.Evaluations)
            .OrderBy(member => member.PersonDisplayName, StringComparer.Ordinal)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .Select(read.Of)
            .Where(evaluation => evaluation.State == EvaluationState.Finished)
            .ToList();
        return read.Scored.SelectMany(criterion =>
            EvaluationRules.Compared(read.Tenders).Select(tender => Between(tender.Name, criterion.Name, finished))
        );
    }

    private static ScoreDifference Between(string tender, string criterion, List<Evaluation> finished)
    {
        var difference = new ScoreDifference { Tender = tender, Criterion = criterion };
        foreach (var evaluation in finished)
        {
            if (evaluation.Scores.FirstOrDefault(one => one.Tender == tender && one.Criterion == criterion) is { } score)
                difference.EvaluatorScores.Add(
                    new EvaluatorScore
                    {
                        Evaluation = evaluation.Name,
                        EvaluatorDisplayName = evaluation.EvaluatorDisplayName,
                        Score = score.Score,
                        Reason = score.Reason,
                    }
                );
        }
        if (difference.EvaluatorScores.Count == 0)
            return difference;
        var given = difference.EvaluatorScores.Select(one => Millionths.ToNumber(Millionths.Of(one.Score))).ToList();
        difference.Lowest = Exact.Of(given.Min());
        difference.Highest = Exact.Of(given.Max());
        difference.Spread = Exact.Of(given.Max() - given.Min());
        difference.Mean = Exact.Of(decimal.Round(given.Average(), 2, MidpointRounding.AwayFromZero));
        return difference;
    }
}
