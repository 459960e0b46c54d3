using CsCheck;
using MergeProgramme.Procurement.Evaluations;
using PriceFormula = MergeProgramme.Procurement.V1.PriceFormula;

namespace MergeProgramme.Procurement.Tests.Evaluations;

/// <summary>Points for prices: by hand, and what holds for all.</summary>
public sealed class PricePointsTests
{
    private static readonly Gen<PriceFormula> Formulas = Gen.Int[1, 3].Select(number => (PriceFormula)number);

    private static readonly Gen<long[]> Prices = Gen.Frequency(
        (1, Gen.Long[1, 20]),
        (3, Gen.Long[1, PricePoints.DearestOre])
    ).Array[1, 12];

    [Theory]
    [InlineData(PriceFormula.Linear, 100, 10)]
    [InlineData(PriceFormula.Linear, 120, 8)]
    [InlineData(PriceFormula.Linear, 200, 0)]
    [InlineData(PriceFormula.Linear, 300, 0)]
    [InlineData(PriceFormula.Proportional, 100, 10)]
    [InlineData(PriceFormula.Proportional, 120, 8.3333)]
    [InlineData(PriceFormula.Proportional, 200, 5)]
    [InlineData(PriceFormula.Proportional, 300, 3.3333)]
    [InlineData(PriceFormula.BestToWorst, 100, 10)]
    [InlineData(PriceFormula.BestToWorst, 120, 9)]
    [InlineData(PriceFormula.BestToWorst, 200, 5)]
    [InlineData(PriceFormula.BestToWorst, 300, 0)]
    public void Points_of_four_prices(PriceFormula formula, long price, double points) =>
        Assert.Equal((decimal)points, PricePoints.Explain(formula, 10, price, [100, 120, 200, 300]).Points);

    [Fact]
    public void The_sum_can_be_gone_through()
    {
        Assert.Equal(
            new(
                PriceFormula.Linear,
                10,
                14_190_000_00,
                11_900_000_00,
                14_190_000_00,
                2_290_000_00,
                11_900_000_00,
                0.1924m,
                false,
                8.0756m
            ),
            PricePoints.Explain(PriceFormula.Linear, 10, 14_190_000_00, [11_900_000_00, 14_190_000_00])
        );
        Assert.Equal(
            new(PriceFormula.Linear, 10, 300, 100, 300, 200, 100, 2, true, 0),
            PricePoints.Explain(PriceFormula.Linear, 10, 300, [100, 300])
        );
        Assert.Equal(
            new(PriceFormula.BestToWorst, 10, 100, 100, 100, 0, 0, 1, false, 10),
            PricePoints.Explain(PriceFormula.BestToWorst, 10, 100, [100, 100])
        );
    }

    // 2 / 32 of 1 is 0.0625, of 0.1 it is 0.00625: half a unit of the last digit goes up.
    [Fact]
    public void Half_a_unit_of_the_last_digit_goes_up() =>
        Assert.Equal(0.0063m, PricePoints.Explain(PriceFormula.Proportional, 0.1m, 32, [2, 32]).Points);

    [Fact]
    public void The_cheapest_gets_the_maximum_and_points_never_rise_with_the_price() =>
        Gen.Select(Formulas, Prices)
            .Sample(
                (formula, prices) =>
                {
                    var points = PricePoints.Points(formula, 10, prices);
                    var byPrice = prices.Zip(points).OrderBy(entry => entry.First).ToList();
                    Assert.Equal(10, byPrice[0].Second);
                    Assert.All(byPrice.Zip(byPrice.Skip(1)), pair => Assert.True(pair.First.Second >= pair.Second.Second));
                    Assert.All(points, point => Assert.InRange(point, 0, 10));
                    Assert.All(points, point => Assert.Equal(point, decimal.Round(point, PricePoints.Decimals)));
                }
            );

    [Fact]
    public void The_order_of_the_prices_does_not_matter_and_again_gives_the_same() =>
        Gen.Select(Formulas, Prices)
            .Sample(
                (formula, prices) =>
                    Assert.Equal(
                        PricePoints.Points(formula, 10, prices),
                        PricePoints.Points(formula, 10, [.. prices.Reverse()]).Reverse()
                    )
            );

    [Fact]
    public void One_more_tender_that_is_not_the_cheapest_changes_nobodys_points_but_best_to_worst() =>
        Gen.Select(
                Gen.Bool.Select(linear => linear ? PriceFormula.Linear : PriceFormula.Proportional),
                Prices,
                Gen.Long[1, PricePoints.DearestOre]
            )
            .Sample(
                (formula, prices, more) =>
                {
                    var added = Math.Max(more, prices.Min());
                    Assert.Equal(
                        PricePoints.Points(formula, 10, prices),
                        PricePoints.Points(formula, 10, [.. prices, added]).Take(prices.Length)
                    );
                }
            );

    [Fact]
    public void A_dearer_tender_lifts_all_but_the_cheapest_under_best_to_worst()
    {
        Assert.Equal([10, 5, 0], PricePoints.Points(PriceFormula.BestToWorst, 10, [100, 150, 200]));
        Assert.Equal([10, 7.5m, 5, 0], PricePoints.Points(PriceFormula.BestToWorst, 10, [100, 150, 200, 300]));
    }

    // The example of docs/decisions/0028-price-formulas.md: price and quality weigh 50 % each; C can never win.
    [Theory]
    [InlineData(PriceFormula.Linear, "A", "A", 7.5)]
    [InlineData(PriceFormula.Proportional, "A", "A", 7.84615)]
    [InlineData(PriceFormula.BestToWorst, "A", "B", 8.25)]
    public void A_tender_that_cannot_win_turns_the_ranking_round_under_best_to_worst_only(
        PriceFormula formula,
        string without,
        string with,
        double totalOfB
    )
    {
        (string Name, long Price, decimal Quality)[] tenders = [("A", 100, 6), ("B", 130, 8), ("C", 300, 1)];
        Assert.Equal(without, Rank(tenders[..2]).Winner);
        var all = Rank(tenders);
        Assert.Equal(with, all.Winner);
        Assert.Equal((decimal)totalOfB, all.Rows.Single(row => row.Name == "B").Total);

        Ranking Rank((string Name, long Price, decimal Quality)[] given)
        {
            var points = PricePoints.Points(formula, 10, [.. given.Select(tender => tender.Price)]);
            return Ranking.Of(
                [new("Price", 50), new("Quality", 50)],
                [.. given.Zip(points, (tender, price) => new ScoredTender(tender.Name, [price, tender.Quality]))]
            );
        }
    }

    [Fact]
    public void What_a_formula_cannot_be_used_on_is_refused()
    {
        Assert.False(PricePoints.Takes(PriceFormula.Linear, 0));
        Assert.False(PricePoints.Takes(PriceFormula.Proportional, 0));
        Assert.True(PricePoints.Takes(PriceFormula.BestToWorst, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormula.Linear, 10, [0, 100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormula.BestToWorst, 10, [-1, 100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormula.Linear, 10, [1, long.MaxValue]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormula.Linear, 0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormula.Linear, 1.00001m, [1]));
    }
}
