using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class IsoWeekTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[
            0,
            NorwegianCalendar.LastDay.DayNumber - NorwegianCalendar.FirstDay.DayNumber
        ]
        .Select(n => NorwegianCalendar.FirstDay.AddDays(n));

    [Theory]
    [InlineData(2013, 48, "2013-11-25", "2013-12-01")]
    [InlineData(2014, 1, "2013-12-30", "2014-01-05")]
    [InlineData(2020, 53, "2020-12-28", "2021-01-03")]
    public void Weeks_begin_on_Monday_and_week_1_holds_the_first_Thursday(int year, int number, string first, string last)
    {
        var week = new IsoWeek(year, number);
        Assert.Equal(DateOnly.Parse(first, CultureInfo.InvariantCulture), week.FirstDay);
        Assert.Equal(DateOnly.Parse(last, CultureInfo.InvariantCulture), week.LastDay);
        Assert.Equal((year, number), (week.Year, week.Number));
    }

    [Fact]
    public void Every_day_is_in_its_week_and_the_week_has_its_number() =>
        Days.Sample(day =>
        {
            var week = IsoWeek.Of(day);
            Assert.InRange(day, week.FirstDay, week.LastDay);
            Assert.Equal(ISOWeek.GetWeekOfYear(day), week.Number);
            Assert.Equal(ISOWeek.GetYear(day), week.Year);
        });

    [Fact]
    public void Weeks_are_ordered_as_their_days() =>
        Gen.Select(Days, Days)
            .Sample(
                (a, b) =>
                    IsoWeek.Of(a).CompareTo(IsoWeek.Of(b))
                    == Math.Sign(IsoWeek.Of(a).FirstDay.DayNumber - IsoWeek.Of(b).FirstDay.DayNumber)
            );

    [Fact]
    public void It_is_written_as_ISO_8601_does()
    {
        Assert.Equal("2018-W05", new IsoWeek(2018, 5).ToString());
        Assert.Equal("1900-W01", default(IsoWeek).ToString());
    }

    [Theory]
    [InlineData(2018, 53)]
    [InlineData(2018, 0)]
    [InlineData(1899, 1)]
    [InlineData(2200, 1)]
    public void A_week_that_is_not_in_the_calendar_is_refused(int year, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IsoWeek(year, number));
}
