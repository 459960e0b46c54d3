using MergeProgramme.Stakeholders.Participation;

namespace MergeProgramme.Stakeholders.Tests.Participation;

public sealed class MatterTests
{
    [Theory]
    [InlineData("programmes/a")]
    [InlineData("programmes/a/needs/b")]
    [InlineData("programmes/a/subProjects/a-p4/mandates/1")]
    public void A_resource_name_of_the_programme_is_a_matter(string matter) => Assert.True(Matter.IsOf("programmes/a", matter));

    [Theory]
    [InlineData("")]
    [InlineData("A4")]
    [InlineData("programmes/b/needs/b")]
    [InlineData("programmes/ab")]
    [InlineData("programmes/a/needs")]
    [InlineData("programmes/a/needs/")]
    [InlineData("programmes/a//b")]
    [InlineData("programmes/a/Needs/b")]
    [InlineData("programmes/a/needs/Å")]
    [InlineData("programmes/a/needs/b\n")]
    [InlineData("https://example.com/a")]
    public void Anything_else_is_not(string matter) => Assert.False(Matter.IsOf("programmes/a", matter));
}
