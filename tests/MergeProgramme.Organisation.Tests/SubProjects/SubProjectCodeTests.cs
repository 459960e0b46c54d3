using CsCheck;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.SubProjects;

public sealed class SubProjectCodeTests
{
    [Theory]
    [InlineData("A4", "A4", SubProjectKind.Administrative)]
    [InlineData(" a4 ", "A4", SubProjectKind.Administrative)]
    [InlineData("A3.16", "A3.16", SubProjectKind.Administrative)]
    [InlineData("A/P4", "A/P4", SubProjectKind.PoliticalAdministrative)]
    [InlineData("a/p 4", "A/P4", SubProjectKind.PoliticalAdministrative)]
    [InlineData("P2", "P2", SubProjectKind.Political)]
    [InlineData("A1.2.3.4", "A1.2.3.4", SubProjectKind.Administrative)]
    public void Codes_are_read_as_people_write_them(string written, string text, SubProjectKind kind)
    {
        var code = SubProjectCode.Read(written);
        Assert.NotNull(code);
        Assert.Equal((text, kind), (code.Text, code.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("A")]
    [InlineData("B4")]
    [InlineData("P/A4")]
    [InlineData("A04")]
    [InlineData("A0")]
    [InlineData("A4.")]
    [InlineData("A4..1")]
    [InlineData("A1000")]
    [InlineData("A1.2.3.4.5")]
    [InlineData("A4\nP1")]
    public void What_is_none_is_not(string written) => Assert.Null(SubProjectCode.Read(written));

    [Fact]
    public void They_sort_as_people_count()
    {
        string[] inOrder = ["A1", "A2", "A3", "A3.1", "A3.2", "A3.16", "A10", "A10.1", "A/P1", "A/P4", "P1", "P12"];
        Assert.Equal(
            inOrder,
            inOrder.AsEnumerable().Reverse().OrderBy(c => SubProjectCode.Read(c)!.SortKey, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Sort_keys_compare_as_the_letters_and_then_the_numbers() =>
        Gen.Select(GenCode, GenCode)
            .Sample(
                (one, other) =>
                {
                    var expected = Compare(one, other);
                    var actual = string.CompareOrdinal(Read(one).SortKey, Read(other).SortKey);
                    Assert.Equal(expected, Math.Sign(actual));
                    Assert.Equal(Read(one).Text, SubProjectCode.Read(Read(one).Text)!.Text);
                }
            );

    private static readonly string[] Letters = ["A", "A/P", "P"];

    private static readonly Gen<(int Letters, int[] Numbers)> GenCode = Gen.Select(
        Gen.Int[0, 2],
        Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, 999]).Array[1, 4]
    );

    private static SubProjectCode Read((int Letters, int[] Numbers) code) =>
        SubProjectCode.Read(Letters[code.Letters] + string.Join('.', code.Numbers))!;

    private static int Compare((int Letters, int[] Numbers) one, (int Letters, int[] Numbers) other)
    {
        if (one.Letters != other.Letters)
            return one.Letters.CompareTo(other.Letters);
        foreach (var (first, second) in one.Numbers.Zip(other.Numbers))
        {
            if (first != second)
                return first.CompareTo(second);
        }
        return Math.Sign(one.Numbers.Length - other.Numbers.Length);
    }
}
