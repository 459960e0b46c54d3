using CsCheck;
using MergeProgramme.Benefits.Realisation;

namespace MergeProgramme.Benefits.Tests.Realisation;

public sealed class EffectProfileTests
{
    [Theory]
    // The first day of a month and its months are that month; any other day waits for the next.
    [InlineData("2014-06-01", 6, 3, "2015-03-01")]
    [InlineData("2014-06-02", 6, 3, "2015-04-01")]
    [InlineData("2014-05-31", 9, 0, "2015-03-01")]
    [InlineData("2014-08-31", 6, 0, "2015-03-01")]
    [InlineData("2014-06-01", 0, 0, "2014-06-01")]
    public void The_effect_begins_with_the_first_whole_month(string decided, int lead, int lag, string first)
    {
        var profile = EffectProfile.Of(Day(decided), lead, lag, 0, 1200);
        Assert.Equal(Day(first), profile.FirstEffect.FirstDay);
        Assert.Equal(0, profile.In(profile.FirstEffect.Plus(-1)));
        Assert.Equal(100, profile.In(profile.FirstEffect));
    }

    [Fact]
    public void A_ramp_grows_evenly_and_in_year_and_full_year_are_kept_apart()
    {
        // 120 000 øre a year are 10 000 a month; three months of ramp give a quarter, a half and three quarters.
        var profile = EffectProfile.Of(Day("2014-06-01"), 6, 3, 3, 120_000);
        Assert.Equal(
            [0, 2500, 5000, 7500, 10_000, 10_000],
            Enumerable.Range(2, 6).Select(month => profile.In(new Month(2015, month)))
        );
        Assert.Equal(15_000 + (7 * 10_000), profile.InYear(2015));
        Assert.Equal(120_000, profile.InYear(2016));
        Assert.Equal(0, profile.InYear(2014));
    }

    [Fact]
    public void What_does_not_divide_by_twelve_falls_in_December()
    {
        var profile = EffectProfile.Of(Day("2014-12-01"), 0, 0, 0, 100);
        Assert.Equal([8, 8, 12], [profile.In(new(2015, 1)), profile.In(new(2015, 11)), profile.In(new(2015, 12))]);
        Assert.Equal(-12, EffectProfile.Of(Day("2014-12-01"), 0, 0, 0, -100).In(new(2015, 12)));
    }

    [Fact]
    public void There_is_never_an_effect_before_lead_and_lag() =>
        ProfileGen.Inputs.Sample(i =>
        {
            var profile = EffectProfile.Of(i.Decided, i.Lead, i.Lag, i.Ramp, i.FullYear);
            var earliest = i.Decided.AddMonths(i.Lead + i.Lag);
            for (var month = Month.Of(i.Decided).Plus(-2); month.FirstDay < earliest; month = month.Plus(1))
                Assert.Equal(0, profile.In(month));
            // And no month later than need be.
            Assert.True(profile.FirstEffect.Plus(-1).FirstDay < earliest);
        });

    [Fact]
    public void Any_twelve_full_months_are_the_full_year_effect_to_the_ore() =>
        Gen.Select(ProfileGen.Profile, Gen.Int[0, 30])
            .Sample(
                (profile, later) =>
                    Assert.Equal(
                        profile.FullYear,
                        Enumerable.Range(later, 12).Sum(month => profile.In(profile.FullFrom.Plus(month)))
                    )
            );

    [Fact]
    public void The_year_is_the_sum_of_its_months() =>
        Gen.Select(ProfileGen.Profile, Gen.Int[2012, 2035])
            .Sample(
                (profile, year) =>
                    Assert.Equal(Enumerable.Range(1, 12).Sum(month => profile.In(new Month(year, month))), profile.InYear(year))
            );

    [Fact]
    public void A_cost_is_spread_without_loss() =>
        ProfileGen.Cost.Sample(cost =>
        {
            List<MonthAmount> months = [.. EffectProfile.Spread(cost)];
            Assert.Equal(cost.Amount, months.Sum(m => m.Amount));
            Assert.Equal((cost.First, cost.Last), (months[0].Month, months[^1].Month));
        });

    [Fact]
    public void The_latest_day_of_decision_is_in_time_and_the_day_after_it_is_not() =>
        Gen.Select(Gen.Int[2015, 2030], Gen.Int[0, 48], Gen.Int[0, 24])
            .Sample(
                (year, months, ramp) =>
                {
                    var day = EffectProfile.LatestDecision(year, months, ramp);
                    Assert.True(FullFrom(day) <= new Month(year, 1));
                    Assert.True(FullFrom(day.AddDays(1)) > new Month(year, 1));

                    Month FullFrom(DateOnly decided) => EffectProfile.Of(decided, months, 0, ramp, 1).FullFrom;
                }
            );

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", null);
}
