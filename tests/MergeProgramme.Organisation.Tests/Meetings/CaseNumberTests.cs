using CsCheck;
using MergeProgramme.Organisation.Meetings;

namespace MergeProgramme.Organisation.Tests.Meetings;

public sealed class CaseNumberTests
{
    [Theory]
    [InlineData("13/15", 2013, true)]
    [InlineData("15/13", 2013, true)]
    [InlineData("PS 13/169", 2013, true)]
    [InlineData("43/2016", 2016, true)]
    [InlineData("043/16", 2016, true)]
    [InlineData("13/15", 2014, false)]
    public void One_of_its_numbers_is_the_year(string text, int year, bool isOf) =>
        Assert.Equal(isOf, CaseNumber.Read(text)!.IsOf(year));

    [Theory]
    [InlineData("")]
    [InlineData("13-15")]
    [InlineData("13/15/2")]
    [InlineData("sak 13/15")]
    [InlineData("13/")]
    [InlineData("PS13/15")]
    [InlineData("13/15\n")]
    [InlineData("13/12345")]
    public void What_is_no_number_is_not_read(string text) => Assert.Null(CaseNumber.Read(text));

    [Theory]
    [InlineData("13/16", 2013, "13/15")]
    [InlineData("16/13", 2013, "15/13")]
    [InlineData("PS 13/170", 2013, "PS 13/169", "PS 13/9")]
    [InlineData("044/16", 2016, "043/16", "002/16")]
    [InlineData("14/1", 2014, "13/15")]
    [InlineData("1/2014", 2014, "15/2013")]
    [InlineData("13/14", 2013, "13/13")]
    [InlineData("14/13", 2013, "13/13", "12/13")]
    [InlineData("13/1", 2013)]
    public void The_next_one_is_written_as_the_last_one_was(string next, int year, params string[] given) =>
        Assert.Equal(
            next,
            CaseNumber.Next(
                given.Select(g => (g, g.Contains("16", StringComparison.Ordinal) && year == 2016 ? 2016 : 2013)),
                year
            )
        );

    [Fact]
    public void The_next_one_is_new_of_the_year_and_highest() =>
        Gen.Select(Gen.Int[2000, 2099], Gen.Int[1, 400].List[0, 20], Gen.Bool, Gen.Bool)
            .Sample(
                (year, ordinals, yearFirst, fourDigits) =>
                {
                    var shown = fourDigits ? $"{year}" : $"{year % 100:00}";
                    string Of(int ordinal) => yearFirst ? $"{shown}/{ordinal}" : $"{ordinal}/{shown}";
                    List<(string, int)> given = [.. ordinals.Select(o => (Of(o), year))];
                    var next = CaseNumber.Next(given, year);

                    Assert.True(CaseNumber.Read(next)!.IsOf(year));
                    Assert.DoesNotContain((next, year), given);
                    // Where all of them could be read both ways, which way round it is cannot be told.
                    if (ordinals.Exists(o => $"{o}" != shown && $"{o}" != $"{year % 100:00}" && $"{o}" != $"{year}"))
                        Assert.Equal(Of(ordinals.Max() + 1), next);
                }
            );
}
