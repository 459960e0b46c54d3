using CsCheck;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Realisation;

public sealed class SimulationTests
{
    [Fact]
    public void P10_is_at_most_P50_and_P50_at_most_P90_in_every_period() =>
        Gen.Select(ProfileGen.Measures, Gen.Int[0, 100], Gen.Int)
            .Sample(
                (measures, correlation, seed) =>
                    Assert.All(
                        BandOf(measures, Assumptions(100, seed, correlation)),
                        band => Assert.True(band.P10 <= band.P50 && band.P50 <= band.P90)
                    ),
                iter: 60
            );

    [Fact]
    public void The_same_assumptions_give_the_same_answer_and_the_order_of_measures_none() =>
        Gen.Select(ProfileGen.Measures, Gen.Int)
            .Sample(
                (measures, seed) =>
                {
                    var shuffled = measures.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Assert.Equal(BandOf(measures, Assumptions(100, seed, 30)), BandOf(shuffled, Assumptions(100, seed, 30)));
                },
                iter: 40
            );

    [Fact]
    public void What_is_certain_is_drawn_as_it_is()
    {
        var certain = new DrawnMeasure("programmes/x/measures/m", new(2014, 6, 1), (6, 6, 3, 3), 0, 1200, 1200, 1200, 100, []);
        List<EffectProfile> drawn = [];
        MonteCarlo.Run([certain], Assumptions(50, 1, 30), (_, _, effect) => drawn.Add(effect), default);
        Assert.Equal(50, drawn.Count);
        Assert.All(drawn, effect => Assert.Equal(new(new(2015, 3), new(2015, 3), 1200), effect));
    }

    [Fact]
    public void Draws_keep_their_ranges_and_reach_both_ends()
    {
        var measure = new DrawnMeasure("programmes/x/measures/m", new(2014, 6, 1), (6, 9, 1, 3), 0, 900, 1000, 1200, 60, []);
        List<EffectProfile> drawn = [];
        MonteCarlo.Run([measure], Assumptions(10_000, 7, 0), (_, _, effect) => drawn.Add(effect), default);
        Assert.InRange(drawn.Count, 5700, 6300);
        Assert.Equal((new Month(2015, 1), new Month(2015, 6)), (drawn.Min(e => e.FirstEffect), drawn.Max(e => e.FirstEffect)));
        Assert.All(drawn, e => Assert.InRange(e.FullYear, 900, 1200));
        // The mean of a triangle is the mean of its corners.
        Assert.InRange(drawn.Average(e => e.FullYear), 1030, 1037);
    }

    [Fact]
    public void What_goes_well_or_badly_together_makes_a_wider_band()
    {
        DrawnMeasure[] measures =
        [
            .. Enumerable
                .Range(1, 10)
                .Select(n => new DrawnMeasure($"m{n}", new(2014, 1, 1), (0, 0, 0, 0), 0, 0, 60_000, 120_000, 100, [])),
        ];
        long Width(int correlation) =>
            BandOf(measures, Assumptions(2000, 3, correlation))[^1] is var (p10, _, p90) ? p90 - p10 : 0;
        Assert.True(Width(0) * 2 < Width(100), $"{Width(0)} against {Width(100)}");
    }

    [Fact]
    public void Progress_goes_from_the_first_measure_to_the_last()
    {
        List<int> told = [];
        Band.Draw(
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(n => new DrawnMeasure(
                        $"programmes/x/measures/{n}",
                        new(2014, 6, 1),
                        (6, 9, 3, 3),
                        0,
                        1200,
                        1200,
                        1200,
                        100,
                        []
                    )),
            ],
            Assumptions(10, 1, 30),
            new Month(2013, 1),
            new Month(2020, 12),
            default,
            told.Add
        );
        Assert.Equal([0, 1, 2, 3], told);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(50, 50)]
    [InlineData(90, 90)]
    [InlineData(0, 1)]
    [InlineData(100, 100)]
    public void A_quantile_is_the_value_at_its_rank(int percent, long expected) =>
        Assert.Equal(expected, MonteCarlo.Quantile([.. Enumerable.Range(1, 100).Select(n => (long)n)], percent));

    [Theory]
    [InlineData(5, 2000)]
    [InlineData(5000, 400)]
    [InlineData(50_000, 200)]
    public void Many_measures_get_fewer_runs(int measures, int runs) =>
        Assert.Equal(runs, MonteCarlo.Complete(null, measures).Runs);

    private static List<(long P10, long P50, long P90)> BandOf(DrawnMeasure[] measures, SimulationAssumptions assumptions) =>
        Band.Draw(measures, assumptions, new Month(2013, 1), new Month(2030, 12), default)
            .By([.. Period.Between(new Month(2013, 1), new Month(2030, 12), Granularity.Tertial)]);

    private static SimulationAssumptions Assumptions(int runs, int seed, int correlation) =>
        new()
        {
            Runs = runs,
            Seed = seed,
            CorrelationPercent = correlation,
        };
}
