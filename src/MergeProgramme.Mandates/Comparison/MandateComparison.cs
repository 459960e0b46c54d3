using System.Text.RegularExpressions;
using DiffPlex;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;

namespace MergeProgramme.Mandates.Comparison;

/// <summary>
/// Two versions of a mandate side by side: lines first, then the words of the lines that changed. The old words of a section, put together
/// again, are the old section line by line, and the new words the new one. Pure.
/// </summary>
internal static partial class MandateComparison
{
    // Finding the shortest difference takes time by size × differences. Above these, what lies between the common beginning and end counts as replaced.
    private const int MostLines = 8000;
    private const int MostWords = 3000;

    // Lines that share less than this part of their words are two lines, not one changed line.
    private const double Alike = 0.3;

    /// <summary>What differs from <paramref name="older"/> to <paramref name="newer"/>, in the newer one's order.</summary>
    /// <param name="newer">The version asked about, with its sections.</param>
    /// <param name="older">The one to compare with, with its sections.</param>
    /// <param name="frontTitle">Heading of the front page in the reader's language.</param>
    public static CompareMandatesResponse Compare(Mandate newer, Mandate older, string frontTitle)
    {
        var response = new CompareMandatesResponse();
        response.Differences.Add(
            Difference("", frontTitle, Texts(CanonicalText.Front(older)), Texts(CanonicalText.Front(newer)))
        );

        var olderByKey = new Dictionary<string, Section>(StringComparer.Ordinal);
        foreach (var section in older.Sections)
        {
            olderByKey.TryAdd(CanonicalText.Key(section), section);
        }

        var newerKeys = newer.Sections.Select(CanonicalText.Key).ToHashSet(StringComparer.Ordinal);
        var olderLeft = new Queue<Section>(older.Sections);
        foreach (var section in newer.Sections)
        {
            var key = CanonicalText.Key(section);
            if (olderByKey.TryGetValue(key, out var counterpart))
            {
                // A section that is gone stands where it stood: before the first one that both have and that came after it.
                AddGone(response, olderLeft, newerKeys, key);
            }

            response.Differences.Add(Difference(counterpart, section));
        }

        AddGone(response, olderLeft, newerKeys, null);
        return response;
    }

    private static void AddGone(
        CompareMandatesResponse response,
        Queue<Section> olderLeft,
        HashSet<string> newerKeys,
        string? until
    )
    {
        if (until is not null && !olderLeft.Any(section => CanonicalText.Key(section) == until))
        {
            return;
        }

        while (olderLeft.TryDequeue(out var section))
        {
            var key = CanonicalText.Key(section);
            if (key == until)
            {
                return;
            }

            if (!newerKeys.Contains(key))
            {
                response.Differences.Add(Difference(section, null));
            }
        }
    }

    private static SectionDifference Difference(Section? older, Section? newer)
    {
        List<string> oldLines = older is null ? [] : Texts(CanonicalText.Content(older));
        List<string> newLines = newer is null ? [] : Texts(CanonicalText.Content(newer));
        if (older is null || newer is null || CanonicalText.Heading(older) != CanonicalText.Heading(newer))
        {
            if (older is not null)
            {
                oldLines.Insert(0, CanonicalText.Heading(older));
            }

            if (newer is not null)
            {
                newLines.Insert(0, CanonicalText.Heading(newer));
            }
        }

        var shown = newer ?? older!;
        return Difference(shown.Number, shown.Title, oldLines, newLines);
    }

    private static SectionDifference Difference(string number, string title, List<string> oldLines, List<string> newLines)
    {
        var difference = new SectionDifference { Number = number, Title = title };
        foreach (var block in Blocks(oldLines, newLines, MostLines))
        {
            if (block.Same)
            {
                difference.Lines.AddRange(oldLines.GetRange(block.OldStart, block.OldCount).Select(Same));
                continue;
            }

            AddChanged(
                difference,
                oldLines.GetRange(block.OldStart, block.OldCount),
                newLines.GetRange(block.NewStart, block.NewCount)
            );
        }

        difference.Changed = difference.Lines.Any(line => line.Change != LineChange.Same);
        return difference;
    }

    private static void AddChanged(SectionDifference difference, List<string> oldLines, List<string> newLines)
    {
        var pairs = Math.Min(oldLines.Count, newLines.Count);
        for (var i = 0; i < pairs; i++)
        {
            if (Changed(oldLines[i], newLines[i]) is { } changed)
            {
                difference.Lines.Add(changed);
            }
            else
            {
                difference.Lines.Add(Removed(oldLines[i]));
                difference.Lines.Add(Added(newLines[i]));
            }
        }

        difference.Lines.AddRange(oldLines.Skip(pairs).Select(Removed));
        difference.Lines.AddRange(newLines.Skip(pairs).Select(Added));
    }

    // Null when the lines have too little in common to be the same line.
    private static LineDifference? Changed(string oldLine, string newLine)
    {
        var oldWords = Split(oldLine);
        var newWords = Split(newLine);
        var line = new LineDifference { Change = LineChange.Changed };
        var common = 0;
        foreach (var block in Blocks(oldWords, newWords, MostWords))
        {
            var oldText = string.Concat(oldWords.GetRange(block.OldStart, block.OldCount));
            var newText = string.Concat(newWords.GetRange(block.NewStart, block.NewCount));
            common += block.Same ? oldText.Count(char.IsLetterOrDigit) : 0;
            if (oldText.Length > 0)
            {
                line.OldWords.Add(new Words { Text = oldText, Changed = !block.Same });
            }

            if (newText.Length > 0)
            {
                line.NewWords.Add(new Words { Text = newText, Changed = !block.Same });
            }
        }

        var longest = Math.Max(oldLine.Count(char.IsLetterOrDigit), newLine.Count(char.IsLetterOrDigit));
        return common >= Alike * longest ? line : null;
    }

    private readonly record struct Block(bool Same, int OldStart, int OldCount, int NewStart, int NewCount);

    // The two lists cut into runs that are the same and runs that are not, in order, covering both.
    private static List<Block> Blocks(List<string> oldPieces, List<string> newPieces, int most)
    {
        var shorter = Math.Min(oldPieces.Count, newPieces.Count);
        var head = 0;
        while (head < shorter && oldPieces[head] == newPieces[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < shorter - head && oldPieces[^(tail + 1)] == newPieces[^(tail + 1)])
        {
            tail++;
        }

        var oldMiddle = oldPieces.GetRange(head, oldPieces.Count - head - tail);
        var newMiddle = newPieces.GetRange(head, newPieces.Count - head - tail);
        List<Block> blocks = [];
        Add(blocks, true, 0, head, 0, head);
        AddMiddle(blocks, oldMiddle, newMiddle, head, most);
        Add(blocks, true, oldPieces.Count - tail, tail, newPieces.Count - tail, tail);
        return blocks;
    }

    private static void AddMiddle(List<Block> blocks, List<string> oldMiddle, List<string> newMiddle, int head, int most)
    {
        var (oldAt, newAt) = (0, 0);
        if (oldMiddle.Count > 0 && newMiddle.Count > 0 && oldMiddle.Count + newMiddle.Count <= most)
        {
            foreach (
                var found in Differ.Instance.CreateDiffs("o", "n", false, false, new Pieces(oldMiddle, newMiddle)).DiffBlocks
            )
            {
                var same = found.DeleteStartA - oldAt;
                Add(blocks, true, head + oldAt, same, head + newAt, same);
                Add(blocks, false, head + found.DeleteStartA, found.DeleteCountA, head + found.InsertStartB, found.InsertCountB);
                oldAt = found.DeleteStartA + found.DeleteCountA;
                newAt = found.InsertStartB + found.InsertCountB;
            }

            Add(blocks, true, head + oldAt, oldMiddle.Count - oldAt, head + newAt, newMiddle.Count - newAt);
            return;
        }

        Add(blocks, false, head, oldMiddle.Count, head, newMiddle.Count);
    }

    private static void Add(List<Block> blocks, bool same, int oldStart, int oldCount, int newStart, int newCount)
    {
        if (oldCount + newCount > 0)
        {
            blocks.Add(new Block(same, oldStart, oldCount, newStart, newCount));
        }
    }

    private static List<string> Texts(IReadOnlyList<CanonicalWriter.Line> lines) => [.. lines.Select(line => line.Text)];

    private static List<string> Split(string line) => [.. Piece().Matches(line).Select(match => match.Value)];

    private static LineDifference Same(string line) =>
        new()
        {
            Change = LineChange.Same,
            OldWords = { Whole(line, false) },
            NewWords = { Whole(line, false) },
        };

    private static LineDifference Removed(string line) => new() { Change = LineChange.Removed, OldWords = { Whole(line, true) } };

    private static LineDifference Added(string line) => new() { Change = LineChange.Added, NewWords = { Whole(line, true) } };

    private static Words[] Whole(string line, bool changed) =>
        line.Length == 0 ? [] : [new Words { Text = line, Changed = changed }];

    // A word, a run of spaces, or a single other sign: together they are the line again.
    [GeneratedRegex(
        @"[\p{L}\p{M}\p{Nd}]+|\s+|[^\p{L}\p{M}\p{Nd}\s]",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        2000
    )]
    private static partial Regex Piece();

    // Hands DiffPlex pieces that are cut already: it asks for the old text first, then for the new.
    private sealed class Pieces(List<string> oldPieces, List<string> newPieces) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "o" ? oldPieces : newPieces;
    }
}
