using System.Text;
using CsCheck;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.PersonalData;

namespace MergeProgramme.Platform.Tests.PersonalData;

public sealed class PersonalNamesTests
{
    [Theory]
    [InlineData("Kari Nordmann", 1)]
    [InlineData("kari nordmann", 1)]
    [InlineData("KARI  NORDMANN.", 1)]
    [InlineData("Kari\nNordmann", 1)]
    [InlineData("Kari Nordmanns forslag", 1)]
    [InlineData("Nordmann, Kari (leder)", 1)]
    [InlineData("(Kari Nordmann/Kari Nordmann)", 2)]
    [InlineData("Kari Nordmannsen", 0)]
    [InlineData("Kari Nordmann-Hansen", 0)]
    [InlineData("Anne-Kari Nordmann", 0)]
    [InlineData("Mekari Nordmann", 0)]
    [InlineData("Kari A. Nordmann", 0)]
    [InlineData("Kari", 0)]
    [InlineData("", 0)]
    public void Whole_names_are_found(string text, int count) =>
        Assert.Equal(count, PersonalNames.Of(["Kari Nordmann"]).CountIn(text));

    [Theory]
    [InlineData("øystein ågård", 1)]
    [InlineData("ØYSTEIN ÅGÅRD", 1)]
    [InlineData("Oystein Agard", 0)]
    public void Letters_that_a_database_does_not_know_are_known(string text, int count)
    {
        var names = PersonalNames.Of(["Øystein Ågård"]);
        Assert.Equal(count, names.CountIn(text));
        // As a Mac writes it.
        Assert.Equal(count, names.CountIn(text.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("skriv til kari@eksempel.no.", 1)]
    [InlineData("<KARI@eksempel.no>", 1)]
    [InlineData("anne.kari@eksempel.no", 0)]
    [InlineData("kari@eksempel.no.example", 0)]
    public void An_address_is_found_whole(string text, int count) =>
        Assert.Equal(count, PersonalNames.Of(["kari@eksempel.no"]).CountIn(text));

    [Theory]
    [InlineData("Kari Nordmann", true)]
    [InlineData(" KARI  nordmann ", true)]
    [InlineData("Nordmann, Kari", true)]
    [InlineData("K@eksempel.no", true)]
    [InlineData("Kari Nordmann Hansen", false)]
    [InlineData("Kari Nordmanns", false)]
    [InlineData("fru Kari Nordmann", false)]
    [InlineData("Kari", false)]
    [InlineData("ok@eksempel.no", false)]
    [InlineData("", false)]
    public void A_text_is_a_name_when_nothing_else_stands_in_it(string text, bool are) =>
        Assert.Equal(are, PersonalNames.Of(["Kari Nordmann", "k@eksempel.no"]).Are(text));

    [Fact]
    public void The_pseudonym_stands_where_the_name_stood() =>
        Assert.Equal(
            "Person 7f3as forslag; Person 7f3a; Kari Nordmann-Hansen",
            PersonalNames
                .Of(["Kari Nordmann", "K. Nordmann"])
                .Replace("Kari Nordmanns forslag; k. nordmann; Kari Nordmann-Hansen", "Person 7f3a")
        );

    [Theory]
    [InlineData("ab")]
    [InlineData("   a   ")]
    [InlineData("123 456")]
    public void What_stands_in_every_other_text_is_refused(string name) =>
        Assert.Equal(
            ["names[1]"],
            Assert.Throws<Problem>(() => PersonalNames.Of(["Kari Nordmann", name])).Violations.Select(v => v.Field)
        );

    [Fact]
    public void What_is_quoted_of_a_long_text_holds_the_name_and_is_short() =>
        Gen.Select(Gen.Int[0, 600], Gen.Int[0, 600])
            .Sample(
                (before, after) =>
                {
                    var names = PersonalNames.Of(["Kari Nordmann"]);
                    var excerpt = names.Excerpt(Words(before) + "Kari Nordmann " + Words(after));
                    return names.StandIn(excerpt) && excerpt.Length <= 242;
                }
            );

    private static string Words(int length) => string.Concat(Enumerable.Repeat("ord ", length / 4));
}
