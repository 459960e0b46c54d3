using System.Globalization;
using CsCheck;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>Numbers as people and statistics write them: exact, and never guessed.</summary>
public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("1 234,5", 1_234_500_000)]
    [InlineData("1234.5", 1_234_500_000)]
    [InlineData("1\u00A0234,5", 1_234_500_000)]
    [InlineData("1\u202F234\u202F567", 1_234_567_000_000)]
    [InlineData("1.234.567,8", 1_234_567_800_000)]
    [InlineData("1,234,567.8", 1_234_567_800_000)]
    [InlineData("1.234.567", 1_234_567_000_000)]
    [InlineData("1'234.5", 1_234_500_000)]
    [InlineData("−3,2", -3_200_000)]
    [InlineData("- 3.2", -3_200_000)]
    [InlineData("0,125", 125_000)]
    [InlineData("0.125", 125_000)]
    [InlineData("1 234,567", 1_234_567_000)]
    [InlineData("12345.678", 12_345_678_000)]
    [InlineData("007", 7_000_000)]
    [InlineData("5,50", 5_500_000)]
    [InlineData("9000000000000", 9_000_000_000_000_000_000)]
    public void What_is_plain_is_read(string text, long millionths)
    {
        Assert.Equal(NumberKind.Number, NumberReading.Read(text, 6, NumberSign.Either, out var read));
        Assert.Equal(millionths, read);
    }

    [Theory]
    [InlineData("", nameof(NumberKind.Empty))]
    [InlineData("  ", nameof(NumberKind.Empty))]
    [InlineData(".", nameof(NumberKind.Missing))]
    [InlineData("..", nameof(NumberKind.Missing))]
    [InlineData(":", nameof(NumberKind.Missing))]
    [InlineData("1.234", nameof(NumberKind.Ambiguous))]
    [InlineData("12,345", nameof(NumberKind.Ambiguous))]
    [InlineData("-123.456", nameof(NumberKind.Ambiguous))]
    [InlineData("1,2345678", nameof(NumberKind.TooManyDecimals))]
    [InlineData("9000000000000,000001", nameof(NumberKind.TooLarge))]
    [InlineData("99999999999999999999", nameof(NumberKind.TooLarge))]
    [InlineData("12 34", nameof(NumberKind.Unreadable))]
    [InlineData("1.23.456", nameof(NumberKind.Unreadable))]
    [InlineData("1,234.567,8", nameof(NumberKind.Unreadable))]
    [InlineData("1 234.567.8", nameof(NumberKind.Unreadable))]
    [InlineData("5 døgn", nameof(NumberKind.Unreadable))]
    [InlineData("1e5", nameof(NumberKind.Unreadable))]
    [InlineData("5.", nameof(NumberKind.Unreadable))]
    [InlineData(",5", nameof(NumberKind.Unreadable))]
    [InlineData("--5", nameof(NumberKind.Unreadable))]
    [InlineData("٣", nameof(NumberKind.Unreadable))]
    [InlineData("=1+1", nameof(NumberKind.Unreadable))]
    [InlineData("#DIV/0!", nameof(NumberKind.Unreadable))]
    public void What_is_not_says_why(string text, string kind)
    {
        Assert.Equal(kind, NumberReading.Read(text, 6, NumberSign.Either, out var read).ToString());
        Assert.Equal(0, read);
    }

    [Fact]
    public void Whoever_says_which_sign_is_the_decimal_one_is_believed()
    {
        Assert.Equal(NumberKind.Number, NumberReading.Read("1.234", 3, NumberSign.Comma, out var thousands));
        Assert.Equal(NumberKind.Number, NumberReading.Read("1.234", 3, NumberSign.Point, out var fraction));
        Assert.Equal((1_234_000_000, 1_234_000), (thousands, fraction));
        Assert.Equal(NumberKind.Unreadable, NumberReading.Read("1.5", 3, NumberSign.Comma, out _));
        Assert.Equal(NumberKind.TooManyDecimals, NumberReading.Read("1.5", 0, NumberSign.Point, out _));
    }

    [Fact]
    public void A_number_that_is_written_is_read_as_it_was_in_every_way_of_writing_it()
    {
        Gen.Select(Gen.Long[-Millionths.Most, Millionths.Most], Gen.OneOf("", " ", "\u00A0", "\u202F"), Gen.Bool)
            .Sample(
                (millionths, group, comma) =>
                {
                    var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
                    (format.NumberGroupSeparator, format.NumberDecimalSeparator) = (group, comma ? "," : ".");
                    var text = Millionths.ToNumber(millionths).ToString(group.Length > 0 ? "#,##0.######" : "0.######", format);
                    Assert.Equal(
                        NumberKind.Number,
                        NumberReading.Read(text, 6, comma ? NumberSign.Comma : NumberSign.Point, out var read)
                    );
                    Assert.Equal(millionths, read);
                    // Without being told the sign it is read as it was, or not at all.
                    var kind = NumberReading.Read(text, 6, NumberSign.Either, out read);
                    Assert.True(kind == NumberKind.Ambiguous || (kind == NumberKind.Number && read == millionths), text);
                    // And the message for it gives it back.
                    Assert.Equal(millionths, Millionths.Of(Millionths.ToDecimal(millionths)));
                },
                iter: 3000
            );
    }

    [Fact]
    public void Whatever_is_written_no_reading_throws() =>
        Gen.String.Sample(text => Assert.True(Enum.IsDefined(NumberReading.Read(text, 2, NumberSign.Either, out _))), iter: 3000);
}
