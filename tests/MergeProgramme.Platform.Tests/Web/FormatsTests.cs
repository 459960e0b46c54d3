using System.Globalization;
using CsCheck;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Platform.Tests.Web;

public sealed class FormatsTests
{
    private static readonly CultureInfo Nb = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly CultureInfo En = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData(60_000_000, 0, "60 MNOK", "NOK 60 million")]
    [InlineData(1_000_000, 0, "1 MNOK", "NOK 1 million")]
    [InlineData(2_500_000, 0, "2,5 MNOK", "NOK 2.5 million")]
    [InlineData(500_000, 0, "500 000 kr", "NOK 500,000")]
    [InlineData(1_234_567, 0, "1 234 567 kr", "NOK 1,234,567")]
    [InlineData(2_250_000, 0, "2 250 000 kr", "NOK 2,250,000")]
    [InlineData(1_234_000_000, 0, "1 234 MNOK", "NOK 1,234 million")]
    [InlineData(0, 0, "0 kr", "NOK 0")]
    [InlineData(12, 500_000_000, "12,50 kr", "NOK 12.50")]
    [InlineData(-60_000_000, 0, "−60 MNOK", "NOK −60 million")]
    [InlineData(-1, -500_000_000, "−1,50 kr", "NOK −1.50")]
    [InlineData(60_000_000, 10_000_000, "60 000 000,01 kr", "NOK 60,000,000.01")]
    public void An_amount_reads_as_people_write_it(long units, int nanos, string norwegian, string english)
    {
        var amount = new Money
        {
            CurrencyCode = "NOK",
            Units = units,
            Nanos = nanos,
        };

        Assert.Equal(norwegian, Plain(Formats.Amount(amount, Nb)));
        Assert.Equal(english, Plain(Formats.Amount(amount, En)));
    }

    [Fact]
    public void An_amount_in_another_currency_stands_by_its_code()
    {
        Assert.Equal("1 234 EUR", Plain(Formats.Amount(new Money { CurrencyCode = "EUR", Units = 1234 }, Nb)));
        Assert.Equal("EUR 2 million", Plain(Formats.Amount(new Money { CurrencyCode = "EUR", Units = 2_000_000 }, En)));
        Assert.Equal("", Formats.Amount(null, Nb));
    }

    [Fact]
    public void An_amount_never_breaks_across_lines() =>
        Assert.DoesNotContain(
            ' ',
            Formats.Amount(Formats.ToMoney(1_234_567m), Nb) + Formats.Amount(Formats.ToMoney(60_000_000m), En)
        );

    [Theory]
    [InlineData("1 234 567", 1_234_567)]
    [InlineData("1.234.567", 1_234_567)]
    [InlineData("1 234 567,50 kr", 1_234_567.5)]
    [InlineData("0,5 mill", 500_000)]
    [InlineData("0,5 mill.", 500_000)]
    [InlineData("60 MNOK", 60_000_000)]
    [InlineData("60 millioner kroner", 60_000_000)]
    [InlineData("kr 2 000,50", 2000.5)]
    [InlineData("2 000,-", 2000)]
    [InlineData("2.5 mill", 2_500_000)]
    [InlineData("1,2 mrd", 1_200_000_000)]
    [InlineData("-3 tusen", -3000)]
    [InlineData("−60 MNOK", -60_000_000)]
    [InlineData("1.500", 1500)]
    [InlineData("0", 0)]
    public void An_amount_is_read_as_norwegians_write_it(string text, double kroner)
    {
        Assert.True(Formats.TryReadAmount(text, out var amount, Nb));
        Assert.Equal((decimal)kroner, Formats.ToDecimal(amount!));
        Assert.Equal("NOK", amount!.CurrencyCode);
    }

    [Theory]
    [InlineData("1,234,567", 1_234_567)]
    [InlineData("1,234.50", 1234.5)]
    [InlineData("1.500", 1.5)]
    [InlineData("2,5 million", 2_500_000)]
    [InlineData("NOK 60 million", 60_000_000)]
    [InlineData("1 234 567", 1_234_567)]
    public void An_amount_is_read_as_english_readers_write_it(string text, double kroner)
    {
        Assert.True(Formats.TryReadAmount(text, out var amount, En));
        Assert.Equal((decimal)kroner, Formats.ToDecimal(amount!));
    }

    [Theory]
    [InlineData("mye")]
    [InlineData("8 10")]
    [InlineData("1.23.456")]
    [InlineData("1,2,3")]
    [InlineData("60 MEUR")]
    [InlineData("10–20 mill")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("9999999999999 mill")]
    [InlineData("<script>")]
    public void What_is_no_amount_is_not_guessed_at(string text)
    {
        Assert.False(Formats.TryReadAmount(text, out var amount, Nb));
        Assert.Null(amount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Nothing_written_is_no_amount_and_no_error(string? text)
    {
        Assert.True(Formats.TryReadAmount(text, out var amount, Nb));
        Assert.Null(amount);
    }

    [Fact]
    public void What_a_field_or_a_page_shows_can_be_typed_back() =>
        Gen.Long[-10_000_000_000_000L, 10_000_000_000_000L]
            .Select(Gen.Bool)
            .Sample(
                (ore, norwegian) =>
                {
                    var culture = norwegian ? Nb : En;
                    var amount = Formats.ToMoney(ore / 100m);
                    Assert.True(Formats.TryReadAmount(Formats.AmountInField(amount, culture), out var typed, culture));
                    Assert.Equal(amount, typed);
                    Assert.True(Formats.TryReadAmount(Formats.Amount(amount, culture), out var shown, culture));
                    Assert.Equal(amount, shown);
                }
            );

    [Theory]
    [InlineData(2017, 12, 6, "6.12.2017", "6 Dec 2017")]
    [InlineData(2026, 9, 30, "30.9.2026", "30 Sep 2026")]
    public void A_date_reads_as_people_write_it(int year, int month, int day, string norwegian, string english)
    {
        Assert.Equal(norwegian, Formats.Date(new DateOnly(year, month, day), Nb));
        Assert.Equal(english, Formats.Date(new DateOnly(year, month, day), En));
    }

    [Fact]
    public void A_date_message_that_is_no_day_shows_nothing()
    {
        Assert.Equal("", Formats.Date(null, Nb));
        Assert.Equal("", Formats.Date(new Date { Year = 2017 }, Nb));
        Assert.Null(
            Formats.ToDateOnly(
                new Date
                {
                    Year = 2026,
                    Month = 2,
                    Day = 29,
                }
            )
        );
        Assert.Equal(
            new DateOnly(2024, 2, 29),
            Formats.ToDateOnly(
                new Date
                {
                    Year = 2024,
                    Month = 2,
                    Day = 29,
                }
            )
        );
    }

    [Theory]
    [InlineData(0, "i dag", "today")]
    [InlineData(1, "i morgen", "tomorrow")]
    [InlineData(-1, "i går", "yesterday")]
    [InlineData(12, "om 12 dager", "in 12 days")]
    [InlineData(-3, "for 3 dager siden", "3 days ago")]
    [InlineData(1200, "om 1 200 dager", "in 1,200 days")]
    public void A_distance_in_days_reads_as_people_say_it(int days, string norwegian, string english)
    {
        var today = new DateOnly(2026, 11, 24);
        Assert.Equal(norwegian, Plain(Formats.Relative(today.AddDays(days), today, Nb)));
        Assert.Equal(english, Plain(Formats.Relative(today.AddDays(days), today, En)));
    }

    [Fact]
    public void A_period_shows_the_days_that_it_stands_for()
    {
        var november = new Date
        {
            Year = 2017,
            Month = 11,
            Day = 1,
        };
        var december = new Date
        {
            Year = 2017,
            Month = 12,
            Day = 31,
        };
        Assert.Equal("1.11.2017–31.12.2017", Formats.Days(new Period { StartDate = november, EndDate = december }, Nb));
        Assert.Equal("til 31.12.2017", Formats.Days(new Period { EndDate = december }, Nb));
        Assert.Equal("from 1 Nov 2017", Formats.Days(new Period { StartDate = november }, En));
        Assert.Equal("1.11.2017", Formats.Days(new Period { StartDate = november, EndDate = november }, Nb));
        Assert.Equal("", Formats.Days(new Period { Label = "Medio 2019" }, Nb));
    }

    // No-break spaces, as the eye sees them.
    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
