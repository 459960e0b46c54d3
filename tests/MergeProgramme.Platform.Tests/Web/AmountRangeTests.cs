using System.Globalization;
using Google.Type;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Platform.Tests.Web;

public sealed class AmountRangeTests
{
    [Theory]
    [InlineData(60_000_000, 80_000_000, "60–80 MNOK", "NOK 60–80 million")]
    [InlineData(1_500_000, 2_000_000, "1,5–2 MNOK", "NOK 1.5–2 million")]
    [InlineData(500_000, 2_000_000, "500 000 kr–2 MNOK", "NOK 500,000–NOK 2 million")]
    [InlineData(100, 1_200, "100–1 200 kr", "NOK 100–1,200")]
    [InlineData(60_000_000, 60_000_000, "60 MNOK", "NOK 60 million")]
    [InlineData(60_000_000, null, "60 MNOK", "NOK 60 million")]
    [InlineData(null, null, "", "")]
    public void The_unit_is_said_once_where_both_ends_have_it(int? from, int? to, string norwegian, string english)
    {
        Assert.Equal(norwegian, In("nb"));
        Assert.Equal(english, In("en"));

        string In(string culture) =>
            Formats.AmountRange(Nok(from), Nok(to), CultureInfo.GetCultureInfo(culture)).Replace('\u00A0', ' ');
    }

    private static Money? Nok(int? units) => units is { } whole ? new Money { CurrencyCode = "NOK", Units = whole } : null;
}
