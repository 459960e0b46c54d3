using CsCheck;
using Google.Type;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class DateConversionsTests
{
    [Fact]
    public void Every_day_survives_the_way_there_and_back() => Gen.DateOnly.Sample(day => day.ToDate().ToDateOnly() == day);

    [Fact]
    public void Absent_stays_absent()
    {
        Assert.Null(((Date?)null).ToDateOnly());
        Assert.Null(((DateOnly?)null).ToDate());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2018, 0, 0)]
    [InlineData(2018, 6, 0)]
    [InlineData(0, 6, 1)]
    [InlineData(2018, 6, 31)]
    [InlineData(2018, 2, 29)]
    [InlineData(2018, 13, 1)]
    [InlineData(10000, 1, 1)]
    [InlineData(-1, 1, 1)]
    [InlineData(2018, -1, -1)]
    public void What_is_no_day_is_null(int year, int month, int day) =>
        Assert.Null(
            new Date
            {
                Year = year,
                Month = month,
                Day = day,
            }.ToDateOnly()
        );

    [Fact]
    public void Any_numbers_are_answered_without_an_exception() =>
        Gen.Select(Gen.Int, Gen.Int[-2, 14], Gen.Int[-2, 33])
            .Sample(
                (year, month, day) =>
                {
                    var date = new Date
                    {
                        Year = year,
                        Month = month,
                        Day = day,
                    };
                    return date.ToDateOnly() is not { } read || read.ToDate().Equals(date);
                }
            );
}
