using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>A stretch of a block's text that is shown alike.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Candidate">What it is marked as: the innermost candidate there; null for plain text.</param>
/// <param name="Begins">The candidates that begin here.</param>
internal sealed record MarkedPiece(string Text, ImportCandidate? Candidate, IReadOnlyList<ImportCandidate> Begins);

/// <summary>Cuts the text of a block at what was found in it. Pure.</summary>
internal static class MarkedText
{
    /// <summary>Pieces whose texts, one after the other, are the block's.</summary>
    /// <param name="candidates">Of this block; their places may lie within each other.</param>
    public static IReadOnlyList<MarkedPiece> Of(ImportBlock block, IEnumerable<ImportCandidate> candidates)
    {
        var own = candidates
            .Where(c => c.Block == block.Number)
            .OrderBy(c => c.Start)
            .ThenByDescending(c => c.Text.Length)
            .ToList();
        SortedSet<int> cuts = [0, block.Text.Length];
        foreach (var candidate in own)
        {
            cuts.Add(candidate.Start - block.Start);
            cuts.Add(candidate.Start - block.Start + candidate.Text.Length);
        }
        int[] all = [.. cuts.Where(cut => cut >= 0 && cut <= block.Text.Length)];
        List<MarkedPiece> pieces = [];
        for (var i = 0; i + 1 < all.Length; i++)
        {
            var (from, to) = (all[i] + block.Start, all[i + 1] + block.Start);
            pieces.Add(
                new(
                    block.Text[all[i]..all[i + 1]],
                    own.Where(c => c.Start <= from && to <= c.Start + c.Text.Length).MinBy(c => c.Text.Length),
                    [.. own.Where(c => c.Start == from)]
                )
            );
        }
        return pieces;
    }
}
