using CsCheck;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using static MergeProgramme.Benefits.V1.IndicatorDirection;
using static MergeProgramme.Benefits.V1.IndicatorStanding;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>How far an indicator has come, and values per inhabitant.</summary>
public sealed class AchievementTests
{
    private static readonly Gen<long> Value = Gen.OneOf(
        Gen.Long[-Millionths.Most, Millionths.Most],
        Gen.Long[-5, 5],
        Gen.OneOf(0L, Millionths.Most, -Millionths.Most)
    );

    [Theory]
    [InlineData(HigherIsBetter, 10.0, 20.0, 15.0, OnTheWay, 50.0)]
    [InlineData(LowerIsBetter, 20.0, 10.0, 15.0, OnTheWay, 50.0)]
    [InlineData(LowerIsBetter, 7.5, 3.0, 3.0, Reached, 100.0)]
    [InlineData(LowerIsBetter, 7.5, 3.0, 2.0, Reached, 122.2)]
    [InlineData(LowerIsBetter, 7.5, 3.0, 3.001, OnTheWay, 99.9)]
    [InlineData(LowerIsBetter, 7.5, 3.0, 7.5, Unchanged, 0.0)]
    [InlineData(LowerIsBetter, 7.5, 3.0, 8.0, Worse, -11.2)]
    [InlineData(HigherIsBetter, 0.0, 0.000001, 9000000.0, Reached, 9999.9)]
    [InlineData(HigherIsBetter, 0.0, 0.000001, -9000000.0, Worse, -9999.9)]
    // No way to measure: the start is the target, is better than it, or is not known.
    [InlineData(HigherIsBetter, 10.0, 10.0, 9.0, NotReached, null)]
    [InlineData(HigherIsBetter, 10.0, 10.0, 10.0, Reached, null)]
    [InlineData(LowerIsBetter, 10.0, 12.0, 11.0, Reached, null)]
    [InlineData(LowerIsBetter, 10.0, 12.0, 13.0, NotReached, null)]
    [InlineData(LowerIsBetter, null, 12.0, 13.0, NotReached, null)]
    [InlineData(LowerIsBetter, 10.0, 5.0, null, NotMeasured, null)]
    [InlineData(LowerIsBetter, 10.0, null, 7.0, NoTarget, null)]
    public void It_is_said_in_words_and_in_percent(
        IndicatorDirection direction,
        double? baseline,
        double? target,
        double? latest,
        IndicatorStanding standing,
        double? percent
    ) =>
        Assert.Equal(
            new Achievement(standing, percent is { } p ? (decimal)p : null),
            Achievement.Of(direction, Of(baseline), Of(target), Of(latest))
        );

    [Fact]
    public void It_never_divides_by_nought_and_says_reached_and_a_hundred_percent_together()
    {
        Gen.Select(Value, Value, Value, Gen.OneOf(HigherIsBetter, LowerIsBetter))
            .Sample(
                (baseline, target, latest, direction) =>
                {
                    var said = Achievement.Of(direction, baseline, target, latest);
                    var better = direction == HigherIsBetter ? latest >= target : latest <= target;
                    Assert.Equal(better, said.Standing == Reached);
                    if (said.Percent is not { } percent)
                        return;
                    Assert.InRange(percent, Achievement.Least, Achievement.Most);
                    Assert.Equal(better, percent >= 100);
                    Assert.Equal(said.Standing is Worse, percent < 0);
                    // Turned round, the other direction says the same.
                    Assert.Equal(
                        said,
                        Achievement.Of(direction == HigherIsBetter ? LowerIsBetter : HigherIsBetter, -baseline, -target, -latest)
                    );
                },
                iter: 3000
            );
    }

    [Fact]
    public void Per_inhabitant_is_value_times_factor_over_inhabitants_and_exact_up_to_one_rounding()
    {
        Assert.Equal(17_540_000, PerInhabitant.Of(1_000_000_000, 1000, 57_000_000_000, 0));
        Assert.Equal(17_543_860, PerInhabitant.Of(1_000_000_000, 1000, 57_000_000_000, 4));
        Assert.Null(PerInhabitant.Of(1, 1, 0, 2));
        Assert.Null(PerInhabitant.Of(1, 1, -5, 2));
        // Beyond what is kept: nothing rather than something else.
        Assert.Null(PerInhabitant.Of(Millionths.Most, 10_000, 1_000_000, 0));
        Gen.Select(Value, Gen.OneOf(1, 1000, 10_000), Gen.Long[1, 6_000_000], Gen.Int[0, 6])
            .Sample(
                (value, factor, inhabitants, decimals) =>
                {
                    if (PerInhabitant.Of(value, factor, inhabitants * Millionths.InOne, decimals) is not { } each)
                        return;
                    Assert.True(Millionths.DecimalsOf(each) <= PerInhabitant.DecimalsOf(decimals));
                    // Multiplied back in whole numbers: never further off than half of the last digit that is kept.
                    var off = Int128.Abs(((Int128)each * inhabitants) - ((Int128)value * factor));
                    var unit = (Int128)Math.Pow(10, Millionths.MostDecimals - PerInhabitant.DecimalsOf(decimals));
                    Assert.True(off * 2 <= unit * inhabitants);
                },
                iter: 3000
            );
    }

    private static long? Of(double? value) =>
        value is { } v && Millionths.TryOf((decimal)v, out var millionths) ? millionths : null;
}
