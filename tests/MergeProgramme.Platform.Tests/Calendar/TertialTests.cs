using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class TertialTests
{
    private static readonly Gen<Tertial> Tertials = Gen.Select(
        Gen.Int[NorwegianCalendar.FirstYear, NorwegianCalendar.LastYear],
        Gen.Int[1, 3],
        (year, number) => new Tertial(year, number)
    );

    [Theory]
    [InlineData("T1/2016", "2016-01-01", "2016-04-30")]
    [InlineData("T2/2013", "2013-05-01", "2013-08-31")]
    [InlineData("T3-2013", "2013-09-01", "2013-12-31")]
    [InlineData("T2 2014", "2014-05-01", "2014-08-31")]
    [InlineData(" t2 – 14 ", "2014-05-01", "2014-08-31")]
    public void It_is_read_as_people_write_it(string text, string first, string last)
    {
        var tertial = Tertial.Parse(text);
        Assert.Equal(DateOnly.Parse(first, CultureInfo.InvariantCulture), tertial.FirstDay);
        Assert.Equal(DateOnly.Parse(last, CultureInfo.InvariantCulture), tertial.LastDay);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("T2")]
    [InlineData("T4/2013")]
    [InlineData("T0/2013")]
    [InlineData("T22013")]
    [InlineData("T2/213")]
    [InlineData("T2/1899")]
    [InlineData("T2/+2013")]
    [InlineData("Q2/2013")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Tertial.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Tertial.Parse(text!));
    }

    [Fact]
    public void What_is_written_is_read_back() => Tertials.Sample(tertial => Tertial.Parse(tertial.ToString()) == tertial);

    [Fact]
    public void Its_first_and_last_day_are_in_it_and_the_next_begins_the_day_after() =>
        Tertials
            .Where(tertial => tertial != new Tertial(NorwegianCalendar.LastYear, 3))
            .Sample(tertial =>
            {
                Assert.Equal(tertial, Tertial.Of(tertial.FirstDay));
                Assert.Equal(tertial, Tertial.Of(tertial.LastDay));
                Assert.Equal(tertial.LastDay.AddDays(1), tertial.Plus(1).FirstDay);
                Assert.True(tertial < tertial.Plus(1));
            });

    [Fact]
    public void The_distance_between_two_leads_from_one_to_the_other() =>
        Gen.Select(Tertials, Tertials).Sample((a, b) => a.Plus(b.Since(a)) == b);

    [Fact]
    public void It_cannot_leave_its_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Tertial).Plus(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Tertial).Plus(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tertial(2200, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tertial(2018, 4));
    }
}
