using CsCheck;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Realisation;

public sealed class TotalsTests
{
    private static readonly Gen<Granularity> Granularities = Gen.Enum<Granularity>().Where(g => g != Granularity.Unspecified);

    [Fact]
    public void Sums_are_the_sum_of_the_parts_in_any_order_and_granularity() =>
        Gen.Select(
                Gen.Select(ProfileGen.Profile, ProfileGen.Cost.Array[0, 2]).Array[1, 8],
                Granularities,
                Gen.Int[0, int.MaxValue]
            )
            .Sample(
                (parts, granularity, seed) =>
                {
                    var shuffled = parts.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    var sum = shuffled.Aggregate(new Totals(), (all, part) => all.Add(Totals.Of(part.Item1, part.Item2)));
                    List<Period> periods = [.. Period.Between(new Month(2012, 6), new Month(2032, 3), granularity)];
                    foreach (var (period, effect, cost, full) in sum.By(periods))
                    {
                        List<Month> months =
                        [
                            .. Enumerable.Range(0, period.Last.Index - period.First.Index + 1).Select(period.First.Plus),
                        ];
                        Assert.Equal(parts.Sum(p => months.Sum(p.Item1.In)), effect);
                        Assert.Equal(
                            parts
                                .SelectMany(p => p.Item2)
                                .SelectMany(EffectProfile.Spread)
                                .Where(c => months.Contains(c.Month))
                                .Sum(c => c.Amount),
                            cost
                        );
                        Assert.Equal(parts.Where(p => p.Item1.FullFrom <= period.First).Sum(p => p.Item1.FullYear), full);
                    }
                },
                iter: 200
            );

    [Fact]
    public void What_is_taken_away_again_leaves_nothing() =>
        Gen.Select(ProfileGen.Profile, ProfileGen.Cost.Array[0, 3])
            .Sample((profile, costs) => Assert.Empty(Totals.Of(profile, costs).Subtract(Totals.Of(profile, costs)).Changes));

    [Theory]
    [InlineData(Granularity.Month, "2014-04-01", "2014-04-30")]
    [InlineData(Granularity.Tertial, "2014-01-01", "2014-04-30")]
    [InlineData(Granularity.Year, "2014-01-01", "2014-12-31")]
    public void A_period_is_the_one_that_holds_the_month(Granularity granularity, string first, string last)
    {
        var period = Period.Of(new Month(2014, 4), granularity);
        Assert.Equal((first, last), (Iso(period.First.FirstDay), Iso(period.Last.LastDay)));

        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", null);
    }
}
