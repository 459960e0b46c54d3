using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Awards;

namespace MergeProgramme.Procurement.Tests.Awards;

/// <summary>The standstill against a table made by hand from the almanac, and what holds for every day.</summary>
public sealed class StandstillTests
{
    private static readonly StandstillRule Foa = new("FOA § 25-2", 10, 15, 2);

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 40].Select(n => new DateOnly(2017, 1, 1).AddDays(n));

    // What the column says: last day · days counted to it (10 or 15 where nothing was moved).
    [Theory]
    // Ordinary weeks.
    [InlineData("2018-01-31", true, "2018-02-12", 12)] // day 10 is Saturday 10.2
    [InlineData("2018-02-01", true, "2018-02-12", 11)] // day 10 is Sunday 11.2
    [InlineData("2018-02-02", true, "2018-02-12", 10)] // day 10 is a Monday
    [InlineData("2018-02-03", true, "2018-02-13", 10)] // sent on a Saturday: counted all the same
    [InlineData("2018-02-02", false, "2018-02-19", 17)] // day 15 is Saturday 17.2
    // Easter: Maundy Thursday to Easter Monday.
    [InlineData("2018-03-19", true, "2018-04-03", 15)] // day 10 is Maundy Thursday 29.3
    [InlineData("2018-03-23", true, "2018-04-03", 11)] // day 10 is Easter Monday 2.4
    [InlineData("2018-03-18", true, "2018-03-28", 10)] // ends on the Wednesday before
    [InlineData("2018-03-16", false, "2018-04-03", 18)] // day 15 is Easter Eve, Saturday 31.3
    [InlineData("2024-03-18", true, "2024-04-02", 15)] // day 10 is Maundy Thursday 28.3
    [InlineData("2025-04-07", true, "2025-04-22", 15)] // day 10 is Maundy Thursday 17.4
    [InlineData("2019-04-03", false, "2019-04-23", 20)] // day 15 is Maundy Thursday 18.4
    // 1 May.
    [InlineData("2018-04-21", true, "2018-05-02", 11)] // day 10 is Tuesday 1.5
    [InlineData("2019-04-16", false, "2019-05-02", 16)] // day 15 is Wednesday 1.5
    [InlineData("2020-04-21", true, "2020-05-04", 13)] // day 10 is Friday 1.5, then a weekend
    // 17 May, and Ascension Day.
    [InlineData("2018-05-07", true, "2018-05-18", 11)] // day 10 is Thursday 17.5
    [InlineData("2019-05-07", true, "2019-05-20", 13)] // day 10 is Friday 17.5, then a weekend
    [InlineData("2021-05-07", true, "2021-05-18", 11)] // day 10 is Monday 17.5
    [InlineData("2018-04-30", true, "2018-05-11", 11)] // day 10 is Ascension Day 10.5
    [InlineData("2024-04-24", false, "2024-05-10", 16)] // day 15 is Ascension Day 9.5
    [InlineData("2012-05-07", true, "2012-05-18", 11)] // 17 May and Ascension Day on one day
    // Whitsun.
    [InlineData("2018-05-11", true, "2018-05-22", 11)] // day 10 is Whit Monday 21.5
    [InlineData("2018-05-09", true, "2018-05-22", 13)] // day 10 is the Saturday before Whitsun
    [InlineData("2022-05-20", false, "2022-06-07", 18)] // day 15 is the Saturday before Whitsun
    [InlineData("2021-05-13", true, "2021-05-25", 12)] // sent on Ascension Day; day 10 is Whit Sunday 23.5
    // Christmas and New Year.
    [InlineData("2017-12-15", true, "2017-12-27", 12)] // day 10 is Monday 25.12
    [InlineData("2017-12-14", true, "2017-12-27", 13)] // day 10 is Christmas Eve, a Sunday
    [InlineData("2018-12-14", true, "2018-12-24", 10)] // Christmas Eve on a Monday is a working day
    [InlineData("2019-12-10", false, "2019-12-27", 17)] // day 15 is Wednesday 25.12
    [InlineData("2020-12-15", true, "2020-12-28", 13)] // day 10 is Friday 25.12, then a weekend
    [InlineData("2017-12-22", true, "2018-01-02", 11)] // day 10 is New Year's Day
    [InlineData("2018-12-22", true, "2019-01-02", 11)] // day 10 is New Year's Day, a Tuesday
    [InlineData("2020-12-22", true, "2021-01-04", 13)] // day 10 is Friday 1.1, then a weekend
    [InlineData("2019-12-21", true, "2019-12-31", 10)] // New Year's Eve on a Tuesday is a working day
    [InlineData("2019-12-17", false, "2020-01-02", 16)] // day 15 is New Year's Day
    // A leap day is a day.
    [InlineData("2024-02-19", true, "2024-02-29", 10)]
    public void It_ends_on_the_day_of_the_table(string sent, bool electronic, string last, int days)
    {
        var standstill = Standstill.Of(Day(sent), electronic, Foa);
        Assert.Equal(Day(last), standstill.LastDay);
        Assert.Equal(days, standstill.Period.Steps[^1].DayNumber);
        Assert.Equal(Day(last).AddDays(1), standstill.ContractFrom);
    }

    [Fact]
    public void The_sum_says_why_it_ends_after_Easter() =>
        Assert.Equal(
            [
                new(CountedStepKind.Event, Day("2018-03-19"), 0, null),
                new(CountedStepKind.FirstDay, Day("2018-03-20"), 1, null),
                new(CountedStepKind.LastCounted, Day("2018-03-29"), 10, PublicHoliday.MaundyThursday),
                new(CountedStepKind.NotAWorkingDay, Day("2018-03-29"), 10, PublicHoliday.MaundyThursday),
                new(CountedStepKind.NotAWorkingDay, Day("2018-03-30"), 11, PublicHoliday.GoodFriday),
                new(CountedStepKind.NotAWorkingDay, Day("2018-03-31"), 12, null),
                new(CountedStepKind.NotAWorkingDay, Day("2018-04-01"), 13, PublicHoliday.EasterSunday),
                new(CountedStepKind.NotAWorkingDay, Day("2018-04-02"), 14, PublicHoliday.EasterMonday),
                new(CountedStepKind.LastDay, Day("2018-04-03"), 15, null),
            ],
            Standstill.Of(Day("2018-03-19"), true, Foa).Period.Steps
        );

    // No ten days hold fewer than two working days; a rule with fewer days would.
    [Theory]
    [InlineData("2018-03-28", 2, "2018-04-04", 2)] // Maundy Thursday to Easter Monday hold none: Tuesday is the first, Wednesday the second
    [InlineData("2018-05-18", 2, "2018-05-23", 2)] // over Whitsun
    [InlineData("2018-06-01", 3, "2018-06-05", 2)] // Saturday, Sunday, Monday: Tuesday too
    [InlineData("2018-06-04", 2, "2018-06-06", 2)] // Tuesday and Wednesday
    public void A_short_period_holds_two_working_days_all_the_same(string sent, int days, string last, int working)
    {
        var period = CountedPeriod.After(Day(sent), days, 2);
        Assert.Equal((Day(last), working), (period.LastDay, period.WorkingDays));
        Assert.Equal(
            period.Steps.Any(step => step.Kind == CountedStepKind.TooFewWorkingDays),
            CountedPeriod.After(Day(sent), days, 0).LastDay < period.LastDay
        );
    }

    [Fact]
    public void It_ends_on_the_first_working_day_on_which_it_may() =>
        Gen.Select(Days, Gen.Int[1, 40], Gen.Int[0, 4])
            .Sample(
                (sent, days, least) =>
                {
                    var period = CountedPeriod.After(sent, days, least);
                    Assert.True(NorwegianCalendar.IsWorkingDay(period.LastDay));
                    Assert.True(period.LastDay >= sent.AddDays(days));
                    Assert.Equal(NorwegianCalendar.CountWorkingDays(sent.AddDays(1), period.LastDay), period.WorkingDays);
                    Assert.True(period.WorkingDays >= least);
                    for (var day = sent.AddDays(days); day < period.LastDay; day = day.AddDays(1))
                        Assert.False(
                            NorwegianCalendar.IsWorkingDay(day)
                                && NorwegianCalendar.CountWorkingDays(sent.AddDays(1), day) >= least
                        );
                }
            );

    [Fact]
    public void Letters_sent_later_never_end_earlier_and_paper_never_before_electronic() =>
        Gen.Select(Days, Gen.Int[0, 30], Gen.Bool)
            .Sample(
                (sent, later, electronic) =>
                {
                    Assert.True(
                        Standstill.Of(sent, electronic, Foa).LastDay
                            <= Standstill.Of(sent.AddDays(later), electronic, Foa).LastDay
                    );
                    Assert.True(Standstill.Of(sent, true, Foa).LastDay <= Standstill.Of(sent, false, Foa).LastDay);
                }
            );

    [Fact]
    public void Ten_calendar_days_hold_two_working_days_whenever_they_begin() =>
        Days.Sample(sent => Assert.Equal(CountedPeriod.After(sent, 10, 0).LastDay, CountedPeriod.After(sent, 10, 2).LastDay));

    [Fact]
    public void A_period_without_days_is_none() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CountedPeriod.After(new(2018, 1, 1), 0, 0));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
