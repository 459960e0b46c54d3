using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests.Imports;

/// <summary>What holds of every reading of every text.</summary>
internal static class Invariants
{
    public static void Hold(string text, ReadImport read)
    {
        // Placed and unplaced, in order, are the source.
        Assert.Equal(text, string.Concat(read.Blocks.Select(block => block.Text)));
        var start = 0;
        foreach (var (index, block) in read.Blocks.Index())
        {
            Assert.Equal((index + 1, start), (block.Number, block.Start));
            start += block.Text.Length;
        }
        // Each candidate is a literal piece of its block, and so is all that it says.
        foreach (var candidate in read.Candidates)
        {
            var block = read.Blocks[candidate.Block - 1];
            Assert.InRange(candidate.Start, block.Start, block.Start + block.Text.Length);
            Assert.Equal(candidate.Text, text.Substring(candidate.Start, candidate.Text.Length));
            Assert.InRange(candidate.Start + candidate.Text.Length, block.Start, block.Start + block.Text.Length);
            Assert.NotEqual("", candidate.Text.Trim());
            Assert.NotEqual("", candidate.Section);
            foreach (var piece in (string[])[candidate.Title, candidate.Detail, candidate.Code])
                Assert.Contains(piece, candidate.Text, StringComparison.Ordinal);
            if (candidate.Period is { } period)
                Assert.Contains(period.Label, block.Text, StringComparison.Ordinal);
        }
        // Within one kind no two lie over each other.
        foreach (var kind in read.Candidates.GroupBy(candidate => candidate.Kind))
        {
            var end = 0;
            foreach (var candidate in kind.OrderBy(c => c.Start))
            {
                Assert.True(candidate.Start >= end, $"{kind.Key} at {candidate.Start}");
                end = candidate.Start + candidate.Text.Length;
            }
        }
        Assert.Equal(read.Candidates.Count, read.Candidates.Select(c => c.Number).Distinct().Count());
    }
}
