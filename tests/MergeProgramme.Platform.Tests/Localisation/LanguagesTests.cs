using MergeProgramme.Platform.Localisation;

namespace MergeProgramme.Platform.Tests.Localisation;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("nb", "nb-NO")]
    [InlineData("nn-NO", "nb-NO")]
    [InlineData("en-US,en;q=0.9", "en-GB")]
    [InlineData("en;q=0.5,no;q=0.8", "nb-NO")]
    [InlineData("de,en;q=0.3", "en-GB")]
    [InlineData("en;q=0", "nb-NO")]
    [InlineData("de", "nb-NO")]
    [InlineData("", "nb-NO")]
    [InlineData(";;;=,", "nb-NO")]
    public void The_reader_gets_the_language_asked_for_most(string acceptLanguage, string culture) =>
        Assert.Equal(culture, Languages.Asked(acceptLanguage).Name);
}
