using MergeProgramme.Common.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class PeriodExtensionsTests
{
    private static readonly DateOnly Reference = new(2017, 12, 6);
    private static readonly Google.Type.Date May = new DateOnly(2018, 5, 1).ToDate();
    private static readonly Google.Type.Date June = new DateOnly(2018, 6, 30).ToDate();

    [Fact]
    public void The_label_is_read_and_kept_as_written()
    {
        var written = new Period { Label = " 1. Kvartal 2018" };
        var resolved = written.Resolved(Reference);
        Assert.Equal(PeriodResolution.Read, resolved.Resolution);
        Assert.Equal(" 1. Kvartal 2018", resolved.Label);
        Assert.Equal(new DateOnly(2018, 1, 1), resolved.StartDate.ToDateOnly());
        Assert.Equal(new DateOnly(2018, 3, 31), resolved.EndDate.ToDateOnly());
        Assert.Null(written.StartDate);
    }

    [Fact]
    public void An_open_start_is_absent()
    {
        var resolved = new Period { Label = "før påske 2014", StartDate = May }.Resolved(Reference);
        Assert.Null(resolved.StartDate);
        Assert.Equal(new DateOnly(2014, 4, 11), resolved.EndDate.ToDateOnly());
    }

    [Fact]
    public void Days_that_a_person_stated_win_over_the_label()
    {
        var stated = new Period
        {
            Label = "når tiden er moden",
            StartDate = May,
            EndDate = June,
            Resolution = PeriodResolution.Stated,
        };
        Assert.Equal(stated, stated.Resolved(Reference));
    }

    [Fact]
    public void Days_without_a_label_are_stated()
    {
        var resolved = new Period { EndDate = June }.Resolved(Reference);
        Assert.Equal(PeriodResolution.Stated, resolved.Resolution);
        Assert.Equal(June, resolved.EndDate);
    }

    [Theory]
    [InlineData(PeriodResolution.Unspecified)]
    [InlineData(PeriodResolution.Read)]
    [InlineData(PeriodResolution.Unreadable)]
    public void What_cannot_be_read_loses_days_that_were_not_stated(PeriodResolution before)
    {
        var resolved = new Period
        {
            Label = "snart",
            StartDate = May,
            EndDate = June,
            Resolution = before,
        }.Resolved(Reference);
        Assert.Equal(new Period { Label = "snart", Resolution = PeriodResolution.Unreadable }, resolved);
    }

    [Fact]
    public void Stated_without_days_is_read() =>
        Assert.Equal(
            PeriodResolution.Read,
            new Period { Label = "2018", Resolution = PeriodResolution.Stated }
                .Resolved(Reference)
                .Resolution
        );

    [Fact]
    public void Nothing_stays_nothing() =>
        Assert.Equal(new Period(), new Period { Resolution = PeriodResolution.Read }.Resolved(Reference));

    [Fact]
    public void Resolving_again_changes_nothing()
    {
        var once = new Period { Label = "Uke 48" }.Resolved(Reference);
        Assert.Equal(once, once.Resolved(Reference));
    }

    [Fact]
    public void Impossible_days_are_seen()
    {
        Assert.True(new Period { StartDate = June, EndDate = May }.HasImpossibleDates());
        Assert.True(
            new Period
            {
                EndDate = new()
                {
                    Year = 2018,
                    Month = 6,
                    Day = 31,
                },
            }.HasImpossibleDates()
        );
        Assert.True(new Period { StartDate = new() { Year = 2018 } }.HasImpossibleDates());
        Assert.False(new Period { StartDate = May, EndDate = June }.HasImpossibleDates());
        Assert.False(new Period { EndDate = June }.HasImpossibleDates());
        Assert.False(new Period().HasImpossibleDates());
    }
}
