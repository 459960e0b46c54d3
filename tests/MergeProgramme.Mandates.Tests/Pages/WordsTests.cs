using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Mandates.Pages;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Mandates.Tests.Pages;

public sealed class WordsTests
{
    [Theory]
    [InlineData("nb", 60_000_000, 80_000_000, "60–80 MNOK")]
    [InlineData("en", 60_000_000, 80_000_000, "NOK 60–80 million")]
    [InlineData("nb", 500_000, 2_000_000, "500 000 kr–2 MNOK")]
    [InlineData("nb", 400_000, 500_000, "400 000–500 000 kr")]
    [InlineData("nb", 60_000_000, 60_000_000, "60 MNOK")]
    [InlineData("nb", 60_000_000, 0, "60 MNOK")]
    public void A_range_says_its_unit_once(string culture, long from, long to, string expected)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var words = GoalWords.Range(
                new Money { CurrencyCode = "NOK", Units = from },
                to == 0 ? null : new Money { CurrencyCode = "NOK", Units = to }
            );
            Assert.Equal(expected, words.Replace('\u00A0', ' '));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Saving_the_same_thing_again_and_again_is_one_line_of_the_history()
    {
        var lines = HistoryLine.Of([
            Happened("mandates.mandate.submitted", "m", "kari", 9),
            Happened("mandates.section.updated", "s1", "kari", 8),
            Happened("mandates.section.updated", "s1", "kari", 7),
            Happened("mandates.section.updated", "s1", "ola", 6),
            Happened("mandates.section.updated", "s2", "ola", 5),
        ]);

        Assert.Equal(
            [("m", "kari", 1), ("s1", "kari", 2), ("s1", "ola", 1), ("s2", "ola", 1)],
            lines.Select(line => (line.Subject, line.Actor, line.Count))
        );
        Assert.Equal((7, 8), (lines[1].First.ToUnixTimeSeconds(), lines[1].Last.ToUnixTimeSeconds()));
    }

    private static Event Happened(string type, string subject, string actor, long second) =>
        new()
        {
            Type = type,
            Subject = subject,
            Actor = actor,
            Time = new Timestamp { Seconds = second },
        };
}
