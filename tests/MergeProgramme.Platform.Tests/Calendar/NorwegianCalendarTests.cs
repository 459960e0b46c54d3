using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class NorwegianCalendarTests
{
    private static readonly Gen<int> Years = Gen.Int[NorwegianCalendar.FirstYear, NorwegianCalendar.LastYear];

    private static readonly Gen<DateOnly> Days = Gen.Int[400, (365 * 300) - 400]
        .Select(n => NorwegianCalendar.FirstDay.AddDays(n));

    // Church almanacs; 1954, 1981, 2049 and 2076 are years that wrong algorithms miss, 1943 and 2038 the latest possible Easter.
    [Theory]
    [InlineData("1900-04-15")]
    [InlineData("1913-03-23")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2008-03-23")]
    [InlineData("2013-03-31")]
    [InlineData("2014-04-20")]
    [InlineData("2018-04-01")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2100-03-28")]
    public void Easter_is_when_the_almanac_says(string sunday) =>
        Assert.Equal(Day(sunday), NorwegianCalendar.EasterSunday(Day(sunday).Year));

    [Fact]
    public void Easter_is_a_Sunday_from_22_March_to_25_April_in_every_year()
    {
        for (var year = NorwegianCalendar.FirstYear; year <= NorwegianCalendar.LastYear; year++)
        {
            var easter = NorwegianCalendar.EasterSunday(year);
            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
        }
    }

    [Fact]
    public void The_holidays_of_2018_are_those_of_the_almanac() =>
        Assert.Equal(
            [
                (Day("2018-01-01"), PublicHoliday.NewYearsDay),
                (Day("2018-03-29"), PublicHoliday.MaundyThursday),
                (Day("2018-03-30"), PublicHoliday.GoodFriday),
                (Day("2018-04-01"), PublicHoliday.EasterSunday),
                (Day("2018-04-02"), PublicHoliday.EasterMonday),
                (Day("2018-05-01"), PublicHoliday.LabourDay),
                (Day("2018-05-10"), PublicHoliday.AscensionDay),
                (Day("2018-05-17"), PublicHoliday.ConstitutionDay),
                (Day("2018-05-20"), PublicHoliday.WhitSunday),
                (Day("2018-05-21"), PublicHoliday.WhitMonday),
                (Day("2018-12-25"), PublicHoliday.ChristmasDay),
                (Day("2018-12-26"), PublicHoliday.SecondDayOfChristmas),
            ],
            NorwegianCalendar.PublicHolidays(2018)
        );

    [Fact]
    public void A_day_is_a_public_holiday_exactly_when_the_years_list_has_it() =>
        Years.Sample(year =>
        {
            var listed = NorwegianCalendar.PublicHolidays(year).Select(entry => entry.Date).ToHashSet();
            for (var day = new DateOnly(year, 1, 1); day.Year == year && day < NorwegianCalendar.LastDay; day = day.AddDays(1))
            {
                Assert.Equal(listed.Contains(day), NorwegianCalendar.IsPublicHoliday(day));
            }
        });

    [Theory]
    [InlineData("2014-04-16", 1, "2014-04-22")] // over Maundy Thursday to Easter Monday
    [InlineData("2014-04-22", -1, "2014-04-16")]
    [InlineData("2018-05-16", 1, "2018-05-18")] // over 17 May
    [InlineData("2017-12-22", 3, "2017-12-29")] // over the weekend, 25 and 26 December
    [InlineData("2018-06-09", 0, "2018-06-09")] // nothing to add: even a Saturday stays
    [InlineData("2018-06-09", 1, "2018-06-11")]
    public void Working_days_are_added_over_weekends_and_holidays(string from, int days, string to) =>
        Assert.Equal(Day(to), NorwegianCalendar.AddWorkingDays(Day(from), days));

    [Fact]
    public void So_many_working_days_are_passed_as_were_added() =>
        Gen.Select(Days, Gen.Int[1, 120])
            .Sample(
                (day, n) =>
                {
                    var later = NorwegianCalendar.AddWorkingDays(day, n);
                    Assert.True(NorwegianCalendar.IsWorkingDay(later));
                    Assert.Equal(n, NorwegianCalendar.CountWorkingDays(day.AddDays(1), later));
                    var earlier = NorwegianCalendar.AddWorkingDays(day, -n);
                    Assert.True(NorwegianCalendar.IsWorkingDay(earlier));
                    Assert.Equal(n, NorwegianCalendar.CountWorkingDays(earlier, day.AddDays(-1)));
                }
            );

    [Fact]
    public void The_working_day_on_or_after_has_no_working_day_before_it() =>
        Days.Sample(day =>
        {
            var found = NorwegianCalendar.OnOrNextWorkingDay(day);
            Assert.True(NorwegianCalendar.IsWorkingDay(found) && found >= day);
            Assert.Equal(1, NorwegianCalendar.CountWorkingDays(day, found));
        });

    [Fact]
    public void Years_outside_the_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NorwegianCalendar.EasterSunday(1899));
        Assert.Throws<ArgumentOutOfRangeException>(() => NorwegianCalendar.PublicHolidays(2200));
        Assert.Throws<ArgumentOutOfRangeException>(() => NorwegianCalendar.IsPublicHoliday(new DateOnly(2200, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NorwegianCalendar.IsWorkingDay(new DateOnly(1899, 6, 7)));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            NorwegianCalendar.AddWorkingDays(NorwegianCalendar.LastDay, int.MaxValue)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => NorwegianCalendar.AddWorkingDays(DateOnly.MaxValue, 1));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
