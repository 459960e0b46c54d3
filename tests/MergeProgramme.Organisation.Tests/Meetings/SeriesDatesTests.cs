using CsCheck;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Meetings;

public sealed class SeriesDatesTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2060, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    private static readonly Gen<SeriesHolidayRule> Rule = Gen.OneOf(
        SeriesHolidayRule.Keep,
        SeriesHolidayRule.NextWorkingDay,
        SeriesHolidayRule.Skip
    );

    [Fact]
    public void Every_second_Monday_gives_way_to_Easter_and_Whitsun()
    {
        var (first, last) = (new DateOnly(2014, 4, 7), new DateOnly(2014, 6, 30));
        List<DateOnly?> Dates(SeriesHolidayRule rule) => [.. SeriesDates.Of(first, last, 14, rule).Select(d => d.Date)];

        // Easter Monday is 21 April, Whit Monday 9 June; neither 5 May nor 19 May is a holiday.
        Assert.Equal(new DateOnly(2014, 4, 21), Dates(SeriesHolidayRule.Keep)[1]);
        Assert.Equal(new DateOnly(2014, 4, 22), Dates(SeriesHolidayRule.NextWorkingDay)[1]);
        Assert.Null(Dates(SeriesHolidayRule.Skip)[1]);
        Assert.Equal(7, Dates(SeriesHolidayRule.Keep).Count);
    }

    [Fact]
    public void A_meeting_that_would_meet_the_next_one_is_left_out()
    {
        var dates = SeriesDates.Of(new(2014, 4, 17), new(2014, 4, 22), 1, SeriesHolidayRule.NextWorkingDay).ToList();

        Assert.Equal([null, null, new DateOnly(2014, 4, 19), null, null, new DateOnly(2014, 4, 22)], dates.Select(d => d.Date));
    }

    [Fact]
    public void It_keeps_to_its_interval_its_ends_and_its_rule() =>
        Gen.Select(Day, Gen.Int[0, 900], Gen.Int[1, 60], Rule)
            .Sample(
                (first, length, interval, rule) =>
                {
                    var last = first.AddDays(length);
                    var dates = SeriesDates.Of(first, last, interval, rule).ToList();

                    Assert.Equal(SeriesDates.Count(first, last, interval), dates.Count);
                    Assert.Equal(first, dates[0].Planned);
                    Assert.All(
                        dates.Zip(dates.Skip(1)),
                        pair => Assert.Equal(interval, pair.Second.Planned.DayNumber - pair.First.Planned.DayNumber)
                    );
                    Assert.True(dates[^1].Planned <= last && dates[^1].Planned.AddDays(interval) > last);
                    var met = dates.Where(d => d.Date is not null).Select(d => d.Date!.Value).ToList();
                    Assert.Equal(met.Distinct().Order(), met);
                    Assert.All(met, day => Assert.InRange(day, first, last));
                    if (rule == SeriesHolidayRule.Keep)
                        Assert.Equal(dates.Count, met.Count);
                    else
                        Assert.All(met, day => Assert.False(NorwegianCalendar.IsPublicHoliday(day)));
                    // Only a holiday is a reason to give way.
                    Assert.All(
                        dates.Where(d => d.Date != d.Planned),
                        d => Assert.True(NorwegianCalendar.IsPublicHoliday(d.Planned))
                    );
                }
            );

    [Fact]
    public void The_last_before_the_first_is_no_series() =>
        Assert.Equal(0, SeriesDates.Count(new(2014, 1, 2), new(2014, 1, 1), 7));
}
