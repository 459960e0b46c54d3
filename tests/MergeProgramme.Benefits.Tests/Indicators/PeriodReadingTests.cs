using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>Periods as sheets write them.</summary>
public sealed class PeriodReadingTests
{
    [Theory]
    [InlineData("2019", IndicatorPeriodKind.Year, "2019-01-01")]
    [InlineData("T2 2019", IndicatorPeriodKind.Tertial, "2019-05-01")]
    [InlineData("T3/2019", IndicatorPeriodKind.Tertial, "2019-09-01")]
    [InlineData("2019T1", IndicatorPeriodKind.Tertial, "2019-01-01")]
    [InlineData("2019-t3", IndicatorPeriodKind.Tertial, "2019-09-01")]
    [InlineData("2. tertial 2019", IndicatorPeriodKind.Tertial, "2019-05-01")]
    [InlineData("2019M04", IndicatorPeriodKind.Month, "2019-04-01")]
    [InlineData("2019-12", IndicatorPeriodKind.Month, "2019-12-01")]
    [InlineData("4.2019", IndicatorPeriodKind.Month, "2019-04-01")]
    [InlineData("april 2019", IndicatorPeriodKind.Month, "2019-04-01")]
    [InlineData("Okt. 2019", IndicatorPeriodKind.Month, "2019-10-01")]
    [InlineData("May 2019", IndicatorPeriodKind.Month, "2019-05-01")]
    [InlineData("1.5.2019", IndicatorPeriodKind.Unspecified, "2019-05-01")]
    [InlineData("2019-05-01", IndicatorPeriodKind.Unspecified, "2019-05-01")]
    public void What_is_a_period_is_read(string text, IndicatorPeriodKind kind, string start)
    {
        Assert.True(PeriodReading.TryRead(text, out var read, out var day));
        Assert.Equal((kind, start), (read, MeasuredPeriod.Column(day)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("19")]
    [InlineData("20190")]
    [InlineData("T4 2019")]
    [InlineData("2019M13")]
    [InlineData("2019M00")]
    [InlineData("31.2.2019")]
    [InlineData("vår 2019")]
    [InlineData("2019K1")]
    [InlineData("0000")]
    [InlineData("2018-2019")]
    public void What_is_none_is_not(string text) => Assert.False(PeriodReading.TryRead(text, out _, out _));
}
