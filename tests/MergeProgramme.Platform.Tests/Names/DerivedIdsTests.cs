using CsCheck;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Platform.Tests.Names;

public sealed class DerivedIdsTests
{
    [Theory]
    [InlineData("programmes/x/subProjects/a4/mandates/1", "", "a4-mandate-1")]
    [InlineData("programmes/x/subProjects/a-p4/mandates/12", "goal-3", "a-p4-mandate-12-goal-3")]
    [InlineData("programmes/x/needs/journal", "", "x-need-journal")]
    public void The_id_says_where_it_comes_from(string source, string suffix, string expected) =>
        Assert.Equal(expected, DerivedIds.For(source, suffix));

    [Fact]
    public void A_long_source_gives_a_well_formed_id_of_its_own()
    {
        var id = Gen.String[Gen.Char["abc019"], 1, 63];
        Gen.Select(id, id, Gen.Int[1, 200])
            .Sample(
                (one, other, number) =>
                {
                    var (first, second) = (Of(one, number), Of(other, number));
                    Assert.True(ResourceNames.IsId(first));
                    Assert.InRange(first.Length, 1, 58);
                    Assert.EndsWith($"-goal-{number}", first, StringComparison.Ordinal);
                    Assert.Equal(one == other, first == second);
                }
            );

        static string Of(string subProject, int number) =>
            DerivedIds.For($"programmes/x/subProjects/{subProject}/mandates/1", $"goal-{number}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("programmes/x")]
    [InlineData("programmes/x/subProjects/A4/mandates/1")]
    [InlineData("programmes/x/subProjects/a4/mandates")]
    public void Anything_else_has_none(string source) => Assert.Throws<ArgumentException>(() => DerivedIds.For(source));
}
