using System.Globalization;
using CsCheck;
using MergeProgramme.Mandates.Pages.Plan;

namespace MergeProgramme.Mandates.Tests.Plan;

public sealed class TimelineWindowTests
{
    private static readonly CultureInfo Bokmal = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly DateOnly Today = new(2018, 5, 16);

    [Theory]
    [InlineData(null, null, "2018-01-01", "2021-12-31")]
    [InlineData("quarter", null, "2018-04-01", "2019-06-30")]
    [InlineData("week", null, "2018-04-30", "2018-08-19")]
    [InlineData("week", "2019-12-31", "2019-12-30", "2020-04-19")]
    [InlineData("noe annet", "31.12.2019", "2018-01-01", "2021-12-31")]
    [InlineData("7", "", "2018-01-01", "2021-12-31")]
    [InlineData("year", "0001-01-01", "1901-01-01", "1904-12-31")]
    [InlineData("year", "9999-12-31", "2193-10-01", "2197-09-30")]
    public void It_begins_where_the_reader_asks_or_a_little_before_today(string? zoom, string? from, string first, string last)
    {
        var window = TimelineWindow.Of(zoom, from, Today, new(2017, 1, 1), new(2020, 1, 1));

        Assert.Equal((first, last), (Iso(window.First), Iso(window.Last)));
    }

    [Fact]
    public void Of_a_plan_that_is_over_it_shows_the_end() =>
        Assert.Equal("2013-07-01", Iso(TimelineWindow.Of("year", null, Today, new(2012, 1, 1), new(2013, 12, 31)).First));

    [Fact]
    public void It_moves_by_half_and_back_again_and_its_scale_covers_it() =>
        Gen.Select(Gen.Enum<TimelineZoom>(), Gen.Int[0, 40_000])
            .Sample(
                (zoom, day) =>
                {
                    var asked = new DateOnly(1950, 1, 1).AddDays(day);
                    var window = TimelineWindow.Of(zoom.ToString(), Iso(asked), Today, null, null);
                    Assert.InRange(asked, window.First, window.Last);
                    Assert.Equal(window, window.Later().Earlier());
                    Assert.InRange(window.Later().First, window.First.AddDays(1), window.Last);
                    var (minor, major) = (window.Minor(Bokmal, "{0}. kv.", "uke {0}"), window.Major(Bokmal, "{0}. kv."));
                    Assert.Equal((window.First, window.First), (minor[0].Day, major[0].Day));
                    Assert.All(minor.Concat(major), tick => Assert.InRange(tick.Day, window.First, window.Last));
                    Assert.Equal(window.At(zoom), window);
                }
            );

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
