using CsCheck;
using MergeProgramme.Procurement.Evaluations;

namespace MergeProgramme.Procurement.Tests.Evaluations;

/// <summary>Points for prices: by hand, and what holds for all.</summary>
public sealed class PricePointsTests
{
    private static readonly Gen<PriceFormulaKind> Formulas = Gen.Enum<PriceFormulaKind>();

    private static readonly Gen<long[]> Prices = Gen.Frequency(
        (1, Gen.Long[1, 20]),
        (3, Gen.Long[1, PricePoints.DearestOre])
    ).Array[1, 12];

    [Theory]
    [InlineData("Linear", 100, 10)]
    [InlineData("Linear", 120, 8)]
    [InlineData("Linear", 200, 0)]
    [InlineData("Linear", 300, 0)]
    [InlineData("Proportional", 100, 10)]
    [InlineData("Proportional", 120, 8.3333)]
    [InlineData("Proportional", 200, 5)]
    [InlineData("Proportional", 300, 3.3333)]
    [InlineData("BestToWorst", 100, 10)]
    [InlineData("BestToWorst", 120, 9)]
    [InlineData("BestToWorst", 200, 5)]
    [InlineData("BestToWorst", 300, 0)]
    public void Points_of_four_prices(string formula, long price, double points) =>
        Assert.Equal(
            (decimal)points,
            PricePoints.Explain(Enum.Parse<PriceFormulaKind>(formula), 10, price, [100, 120, 200, 300]).Points
        );

    [Fact]
    public void The_sum_can_be_gone_through()
    {
        Assert.Equal(
            new(
                PriceFormulaKind.Linear,
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
            PricePoints.Explain(PriceFormulaKind.Linear, 10, 14_190_000_00, [11_900_000_00, 14_190_000_00])
        );
        Assert.Equal(
            new(PriceFormulaKind.Linear, 10, 300, 100, 300, 200, 100, 2, true, 0),
            PricePoints.Explain(PriceFormulaKind.Linear, 10, 300, [100, 300])
        );
        Assert.Equal(
            new(PriceFormulaKind.BestToWorst, 10, 100, 100, 100, 0, 0, 1, false, 10),
            PricePoints.Explain(PriceFormulaKind.BestToWorst, 10, 100, [100, 100])
        );
    }

    // 2 / 32 of 1 is 0.0625, of 0.1 it is 0.00625: half a unit of the last digit goes up.
    [Fact]
    public void Half_a_unit_of_the_last_digit_goes_up() =>
        Assert.Equal(0.0063m, PricePoints.Explain(PriceFormulaKind.Proportional, 0.1m, 32, [2, 32]).Points);

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
                Gen.Bool.Select(linear => linear ? PriceFormulaKind.Linear : PriceFormulaKind.Proportional),
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
        Assert.Equal([10, 5, 0], PricePoints.Points(PriceFormulaKind.BestToWorst, 10, [100, 150, 200]));
        Assert.Equal([10, 7.5m, 5, 0], PricePoints.Points(PriceFormulaKind.BestToWorst, 10, [100, 150, 200, 300]));
    }

    // The example of docs/decisions/0028-price-formulas.md: price and quality weigh 50 % each; C can never win.
    [Theory]
    [InlineData("Linear", "A", "A", 7.5)]
    [InlineData("Proportional", "A", "A", 7.84615)]
    [InlineData("BestToWorst", "A", "B", 8.25)]
    public void A_tender_that_cannot_win_turns_the_ranking_round_under_best_to_worst_only(
        string formula,
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
            var points = PricePoints.Points(Enum.Parse<PriceFormulaKind>(formula), 10, [.. given.Select(tender => tender.Price)]);
            return Ranking.Of(
                [new("Price", 50), new("Quality", 50)],
                [.. given.Zip(points, (tender, price) => new ScoredTender(tender.Name, [price, tender.Quality]))]
            );
        }
    }

    [Fact]
    public void What_a_formula_cannot_be_used_on_is_refused()
    {
        Assert.False(PricePoints.Takes(PriceFormulaKind.Linear, 0));
        Assert.False(PricePoints.Takes(PriceFormulaKind.Proportional, 0));
        Assert.True(PricePoints.Takes(PriceFormulaKind.BestToWorst, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormulaKind.Linear, 10, [0, 100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormulaKind.BestToWorst, 10, [-1, 100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormulaKind.Linear, 10, [1, long.MaxValue]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormulaKind.Linear, 0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PricePoints.Points(PriceFormulaKind.Linear, 1.00001m, [1]));
    }
}
