using CsCheck;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Platform.Tests.Names;

public sealed class ResourceNamesTests
{
    [Theory]
    [InlineData("Indre Østfold", "indre-ostfold")]
    [InlineData("A/P4", "a-p4")]
    [InlineData("A3.16", "a3-16")]
    [InlineData("Hobøl kommune", "hobol-kommune")]
    [InlineData("Ærø – Ålesund", "aero-alesund")]
    [InlineData("Kárášjohka", "karasjohka")]
    [InlineData("¿?", "x")]
    [InlineData("", "x")]
    public void An_id_is_made_of_what_people_say(string displayName, string id) =>
        Assert.Equal(id, ResourceNames.IdFrom(displayName));

    [Fact]
    public void Whatever_people_say_makes_a_well_formed_id() =>
        Gen.String.Sample(text => Assert.True(ResourceNames.IsId(ResourceNames.IdFrom(text)), ResourceNames.IdFrom(text)));

    [Theory]
    [InlineData("programmes/a", true)]
    [InlineData("programmes/a-1", true)]
    [InlineData("programmes/", false)]
    [InlineData("programmes", false)]
    [InlineData("/programmes/a", false)]
    [InlineData("programmes/a/", false)]
    [InlineData("programmes/a/b", false)]
    [InlineData("programmes/A", false)]
    [InlineData("programmes/-a", false)]
    [InlineData("programmes/a'; DROP TABLE programmes;--", false)]
    [InlineData("programmes/../secrets", false)]
    [InlineData("bodies/a", false)]
    [InlineData("", false)]
    public void A_name_is_of_its_pattern_or_not(string name, bool matches) =>
        Assert.Equal(matches, ResourceNames.Matches("programmes/{programme}", name));

    [Fact]
    public void A_wildcard_stands_for_any_id_where_it_is_allowed()
    {
        const string Pattern = "programmes/{programme}/subProjects/{sub_project}";
        Assert.True(ResourceNames.Matches(Pattern, "programmes/a/subProjects/-", wildcard: true));
        Assert.False(ResourceNames.Matches(Pattern, "programmes/a/subProjects/-"));
    }

    [Fact]
    public void A_name_taken_apart_is_its_parts()
    {
        const string Name = "programmes/p/subProjects/a4/mandates/1";
        Assert.Equal("programmes/p/subProjects/a4", ResourceNames.Parent(Name));
        Assert.Equal("1", ResourceNames.Id(Name));
        Assert.Equal("programmes/p", ResourceNames.Programme(Name));
        Assert.Equal("", ResourceNames.Parent("programmes/p"));
    }
}
