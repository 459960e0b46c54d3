using System.Text.RegularExpressions;
using DiffPlex;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Cases;

/// <summary>
/// Two wordings compared word by word. What is the same or removed, put together, is the old wording; what is the same or added, the new one. Pure.
/// </summary>
internal static partial class WordDifference
{
    // The shortest difference takes time by size × differences; above this, everything between the common ends counts as replaced.
    private const int MostWords = 4000;

    /// <summary>Whether two wordings are the same; line breaks and runs of spaces do not count.</summary>
    public static bool Same(string one, string other) => Spaces().Replace(one.Trim(), " ") == Spaces().Replace(other.Trim(), " ");

    /// <summary>From one wording to another, in order.</summary>
    public static IReadOnlyList<WordChange> Of(string older, string newer)
    {
        List<string> oldWords = Split(older);
        List<string> newWords = Split(newer);
        List<WordChange> changes = [];
        if (oldWords.Count + newWords.Count > MostWords)
        {
            Add(changes, WordChangeKind.Removed, oldWords);
            Add(changes, WordChangeKind.Added, newWords);
            return changes;
        }
        var at = 0;
        foreach (var block in Differ.Instance.CreateDiffs("o", "n", false, false, new Cut(oldWords, newWords)).DiffBlocks)
        {
            Add(changes, WordChangeKind.Same, oldWords[at..block.DeleteStartA]);
            at = block.DeleteStartA + block.DeleteCountA;
            Add(changes, WordChangeKind.Removed, oldWords[block.DeleteStartA..at]);
            Add(changes, WordChangeKind.Added, newWords.GetRange(block.InsertStartB, block.InsertCountB));
        }
        Add(changes, WordChangeKind.Same, oldWords[at..]);
        return changes;
    }

    private static void Add(List<WordChange> changes, WordChangeKind kind, List<string> words)
    {
        if (words.Count > 0)
            changes.Add(new WordChange { Kind = kind, Text = string.Concat(words) });
    }

    private static List<string> Split(string text) => [.. Piece().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    // A word, a run of spaces, or a single other sign: together they are the text again.
    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+|\s+|[^\p{L}\p{M}\p{Nd}\s]", RegexOptions.NonBacktracking)]
    private static partial Regex Piece();

    // Hands DiffPlex words that are cut already: it asks for the old text first, then for the new.
    private sealed class Cut(List<string> older, List<string> newer) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "o" ? older : newer;
    }
}
