using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class NorwegianTimeTests
{
    private static readonly CultureInfo Bokmål = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("2017-12-06T22:59:59Z", "2017-12-06")]
    [InlineData("2017-12-06T23:00:00Z", "2017-12-07")]
    [InlineData("2018-06-30T21:59:59Z", "2018-06-30")]
    [InlineData("2018-06-30T22:00:00Z", "2018-07-01")]
    public void Today_follows_Norwegian_midnight_in_winter_and_summer(string instant, string today) =>
        Assert.Equal(Day(today), new FixedClock(Instant(instant)).Today());

    [Fact]
    public void A_day_begins_at_an_instant_of_that_day_and_not_a_tick_earlier() =>
        Gen.Int[0, 365 * 300]
            .Select(n => new DateOnly(1900, 1, 1).AddDays(n))
            .Sample(day =>
            {
                var start = NorwegianTime.StartOfDay(day);
                Assert.Equal(day, NorwegianTime.DateIn(start));
                Assert.Equal(day.AddDays(-1), NorwegianTime.DateIn(start.AddTicks(-1)));
            });

    [Fact]
    public void Instants_are_shown_in_Norwegian_time_in_the_readers_language()
    {
        var instant = Instant("2017-12-06T12:05:59Z");
        Assert.Equal("6.12.2017 kl. 13.05", NorwegianTime.Format(instant, Bokmål));
        Assert.Equal("6 Dec 2017, 13:05", NorwegianTime.Format(instant, English));
        Assert.Equal("1.7.2018 kl. 00.30", NorwegianTime.Format(Instant("2018-06-30T22:30:00Z"), Bokmål));
    }

    [Fact]
    public void Days_are_shown_as_people_write_them()
    {
        Assert.Equal("6.12.2017", NorwegianTime.Format(new DateOnly(2017, 12, 6), Bokmål));
        Assert.Equal("6 Dec 2017", NorwegianTime.Format(new DateOnly(2017, 12, 6), English));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
