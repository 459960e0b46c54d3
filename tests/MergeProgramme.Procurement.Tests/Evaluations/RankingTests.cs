using CsCheck;
using MergeProgramme.Procurement.Evaluations;

namespace MergeProgramme.Procurement.Tests.Evaluations;

/// <summary>Weights, ranking and sensitivity.</summary>
public sealed class RankingTests
{
    private static readonly WeightedCriterion[] Criteria = [new("Price", 40), new("Quality", 35), new("Climate", 25)];

    // Weights of 1 to 6 criteria that sum to 100 with two decimals, and 2 to 6 tenders with scores in quarters.
    private static readonly Gen<(WeightedCriterion[] Criteria, ScoredTender[] Tenders)> Competitions =
        from count in Gen.Int[1, 6]
        from cuts in Gen.Int[0, 10_000].Array[count - 1]
        from tenders in Gen.Int[0, 40].Array[count].Array[2, 6]
        select (Weights(cuts), Tenders(tenders));

    [Fact]
    public void Totals_are_exact_and_equal_ones_share_a_rank()
    {
        var ranking = Ranking.Of(
            Criteria,
            [new("d", [8, 6, 2]), new("b", [10, 8, 5.5m]), new("a", [10, 8, 5.5m]), new("c", [9.3333m, 9, 4])]
        );
        Assert.Equal(
            [new("a", 1, true, 8.175m), new("b", 1, true, 8.175m), new("c", 3, false, 7.88332m), new("d", 4, false, 5.8m)],
            ranking.Rows
        );
        Assert.Null(ranking.Winner);
        Assert.Empty(ranking.Leads);
    }

    [Fact]
    public void What_decided_is_what_the_lead_would_be_gone_without()
    {
        // Price −0.8, quality +1.4, climate +0.25: 0.85 ahead, and quality alone carries it.
        var one = Ranking.Of(Criteria, [new("a", [8, 9, 6]), new("b", [10, 5, 5])]);
        Assert.Equal([-0.8m, 1.4m, 0.25m], one.Leads.Select(lead => lead.Weighted));
        Assert.Equal(["Quality"], one.Leads.Where(lead => lead.Decisive).Select(lead => lead.Name));
        // Price +0.4, quality +0.35, climate +0.25: 1 ahead, and no single one carries it.
        var all = Ranking.Of(Criteria, [new("a", [8, 9, 6]), new("b", [7, 8, 5])]);
        Assert.Equal(["Price", "Quality", "Climate"], all.Leads.Where(lead => lead.Decisive).Select(lead => lead.Name));
        Assert.Empty(Ranking.Of(Criteria, [new("a", [8, 9, 6])]).Leads);
        Assert.Equal("a", Ranking.Of(Criteria, [new("a", [8, 9, 6])]).Winner);
        Assert.Null(Ranking.Of(Criteria, []).Winner);
    }

    [Fact]
    public void How_little_turns_it_round()
    {
        // A leads by 0.85: −0.8 + 1.4 + 0.25.
        var sensitivity = Sensitivity.Of(Criteria, [new("a", [8, 9, 6]), new("b", [10, 5, 5])], [0, 1, 0.5m])!;
        // Price at x: −2x + (100 − x) · 165 / 60 = 0 at 57.89…
        Assert.Equal(new("Price", 40, 57.9m, "b"), sensitivity.Weights.Single(change => change.Criterion == "Price"));
        // Quality at x: 4x − (100 − x) · 55 / 65 = 0 at 17.46…
        Assert.Equal(new("Quality", 35, 17.46m, "b"), sensitivity.Weight);
        // Climate: a is ahead on it and on the rest.
        Assert.DoesNotContain(sensitivity.Weights, change => change.Criterion == "Climate");
        // 0.85 / 35 % = 2.43 → three whole points of quality; 0.85 / 25 % = 3.4 → three and a half of climate.
        Assert.Equal(new("a", "Quality", 9, 6, "b"), sensitivity.Score);
    }

    [Fact]
    public void None_where_nothing_turns_it_round_and_nothing_where_nobody_leads()
    {
        var clear = Sensitivity.Of(Criteria, [new("a", [10, 10, 10]), new("b", [0, 0, 0])], [0, 1, 1])!;
        Assert.Empty(clear.Weights);
        Assert.Null(clear.Weight);
        Assert.Null(clear.Score);
        Assert.Null(Sensitivity.Of(Criteria, [new("a", [1, 1, 1]), new("b", [1, 1, 1])], [0, 1, 1]));
        Assert.Null(Sensitivity.Of(Criteria, [new("a", [1, 1, 1])], [0, 1, 1]));
        // One criterion of 100 % has no others to give weight to.
        Assert.Empty(Sensitivity.Of([new("Price", 100)], [new("a", [2]), new("b", [1])], [0])!.Weights);
    }

    [Fact]
    public void Ranks_follow_totals_and_neither_order_matters() =>
        Competitions.Sample(competition =>
        {
            var (criteria, tenders) = competition;
            var ranking = Ranking.Of(criteria, tenders);
            Assert.All(ranking.Rows, row => Assert.Equal(1 + ranking.Rows.Count(other => other.Total > row.Total), row.Rank));
            Assert.All(ranking.Rows, row => Assert.InRange(row.Total, 0, 10));
            Assert.Equal(ranking.Rows, Ranking.Of(criteria, [.. tenders.Reverse()]).Rows);
            Assert.Equal(
                ranking.Rows,
                Ranking
                    .Of(
                        [.. criteria.Reverse()],
                        [.. tenders.Select(tender => tender with { Scores = [.. tender.Scores.Reverse()] })]
                    )
                    .Rows
            );
            if (ranking.Leads.Count > 0)
            {
                Assert.Equal(ranking.Rows[0].Total - ranking.Rows[1].Total, ranking.Leads.Sum(lead => lead.Weighted));
                Assert.Contains(ranking.Leads, lead => lead.Decisive);
                Assert.All(ranking.Leads.Where(lead => lead.Decisive), lead => Assert.True(lead.Weighted > 0));
            }
        });

    [Fact]
    public void A_better_score_never_ranks_worse() =>
        Gen.Select(Competitions, Gen.Int[0, 5], Gen.Int[0, 5])
            .Sample(
                (competition, whose, which) =>
                {
                    var (criteria, tenders) = competition;
                    var (tender, index) = (tenders[whose % tenders.Length], which % criteria.Length);
                    var better = tender with { Scores = [.. tender.Scores.Select((score, i) => i == index ? 10 : score)] };
                    var after = Ranking.Of(criteria, [.. tenders.Select(entry => entry == tender ? better : entry)]);
                    Assert.True(Rank(after, tender) <= Rank(Ranking.Of(criteria, tenders), tender));
                }
            );

    [Fact]
    public void At_the_named_weight_the_winner_is_no_longer_alone_and_one_step_nearer_it_still_is() =>
        Competitions.Sample(competition =>
        {
            var (criteria, tenders) = competition;
            if (Sensitivity.Of(criteria, tenders, [.. criteria.Select(_ => 0.25m)]) is not { } sensitivity)
                return;
            var winner = Ranking.Of(criteria, tenders).Winner!;
            foreach (var change in sensitivity.Weights)
            {
                Assert.True(Lead(change.Criterion, change.To) <= 0);
                var nearer = change.To - Math.Sign(change.To - change.From) * Sensitivity.WeightStep;
                if (Math.Sign(nearer - change.From) == Math.Sign(change.To - change.From))
                    Assert.True(Lead(change.Criterion, nearer) > 0);
            }
            foreach (var criterion in criteria.Where(criterion => criterion.Weight < 100))
            foreach (var (end, below) in new[] { (0m, true), (99.99m, false) })
                Assert.Equal(
                    Lead(criterion.Name, end) <= 0,
                    sensitivity.Weights.Any(change => change.Criterion == criterion.Name && change.To < change.From == below)
                );

            // Times 100 − the old weight, so that nothing is divided.
            decimal Lead(string name, decimal weight)
            {
                var old = criteria.Single(criterion => criterion.Name == name).Weight;
                WeightedCriterion[] moved =
                [
                    .. criteria.Select(criterion =>
                        criterion with
                        {
                            Weight = criterion.Name == name ? weight * (100 - old) : criterion.Weight * (100 - weight),
                        }
                    ),
                ];
                var first = tenders.Single(tender => tender.Name == winner);
                return tenders
                    .Where(tender => tender.Name != winner)
                    .Min(tender => Ranking.Total(moved, first) - Ranking.Total(moved, tender));
            }
        });

    [Fact]
    public void With_the_named_score_the_winner_is_no_longer_alone_and_no_smaller_change_does_it() =>
        Competitions.Sample(competition =>
        {
            var (criteria, tenders) = competition;
            if (Sensitivity.Of(criteria, tenders, [.. criteria.Select(_ => 0.25m)]) is not { } sensitivity)
                return;
            var winner = Ranking.Of(criteria, tenders).Winner!;
            // By trying every score there is.
            var changes =
                from tender in tenders
                from index in Enumerable.Range(0, criteria.Length)
                from quarter in Enumerable.Range(0, 41)
                let to = quarter / 4m
                let changed = tender with
                {
                    Scores = [.. tender.Scores.Select((score, i) => i == index ? to : score)],
                }
                where Ranking.Of(criteria, [.. tenders.Select(entry => entry == tender ? changed : entry)]).Winner != winner
                select Math.Abs(to - tender.Scores[index]);
            Assert.Equal(changes.Select(size => (decimal?)size).Min(), sensitivity.Score?.Size);
        });

    private static int Rank(Ranking ranking, ScoredTender tender) => ranking.Rows.Single(row => row.Name == tender.Name).Rank;

    private static WeightedCriterion[] Weights(int[] cuts)
    {
        int[] sorted = [0, .. cuts.Order(), 10_000];
        return
        [
            .. sorted
                .Zip(sorted.Skip(1), (from, to) => (to - from) / 100m)
                .Select((weight, i) => new WeightedCriterion($"c{i}", weight)),
        ];
    }

    private static ScoredTender[] Tenders(int[][] quarters) =>
        [.. quarters.Select((scores, i) => new ScoredTender($"t{i}", [.. scores.Select(score => score / 4m)]))];
}
