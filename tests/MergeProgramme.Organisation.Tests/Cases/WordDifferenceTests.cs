using CsCheck;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.V1;
using static MergeProgramme.Organisation.V1.WordChangeKind;

namespace MergeProgramme.Organisation.Tests.Cases;

public sealed class WordDifferenceTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
            "Navnet ",
            "er ",
            "Indre ",
            "Østfold",
            ".",
            " ",
            "\n",
            "2020",
            "– ",
            "é",
            "  "
        )
        .List[0, 40]
        .Select(string.Concat);

    [Fact]
    public void What_is_removed_and_added_is_told_apart()
    {
        var changes = WordDifference.Of("Navnet er Indre Østfold.", "Navnet er Indre Østfold kommune.");

        Assert.Equal(
            [(Same, "Navnet er Indre Østfold"), (Added, " kommune"), (Same, ".")],
            changes.Select(c => (c.Kind, c.Text))
        );
    }

    [Fact]
    public void Both_wordings_can_be_put_together_again() =>
        Gen.Select(Text, Text)
            .Sample(
                (older, newer) =>
                {
                    var changes = WordDifference.Of(older, newer);
                    Assert.Equal(older, string.Concat(changes.Where(c => c.Kind is Same or Removed).Select(c => c.Text)));
                    Assert.Equal(newer, string.Concat(changes.Where(c => c.Kind is Same or Added).Select(c => c.Text)));
                    Assert.All(changes, c => Assert.NotEmpty(c.Text));
                    Assert.Equal(older == newer, changes.All(c => c.Kind == Same));
                }
            );

    [Fact]
    public void A_text_of_ten_thousand_words_is_compared_at_once()
    {
        var older = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"ord{i} "));
        Assert.Equal(2, WordDifference.Of(older, older + "slutt").Count);
    }

    [Theory]
    [InlineData("Navnet er\r\nIndre Østfold. ", "Navnet er Indre Østfold.", true)]
    [InlineData("Navnet er Indre Østfold", "Navnet er Indre Østfold.", false)]
    public void Line_breaks_and_runs_of_spaces_do_not_make_another_wording(string one, string other, bool same) =>
        Assert.Equal(same, WordDifference.Same(one, other));
}
