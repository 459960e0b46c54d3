using System.Buffers;
using System.Runtime.InteropServices;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>A word of a text: letters and digits with nothing between.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Word(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}

/// <summary>Cuts texts into words. Pure.</summary>
internal static class TextWords
{
    /// <summary>What no heading or name goes on over.</summary>
    public static readonly SearchValues<char> Stops = SearchValues.Create("\n.!?:;");

    /// <summary>All words of a text.</summary>
    public static List<Word> Of(string text)
    {
        List<Word> words = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetterOrDigit(text[at]))
                continue;
            var start = at;
            while (at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
                at++;
            words.Add(new(start, at + 1));
        }
        return words;
    }

    /// <summary>Whether a word is written in capitals.</summary>
    public static bool IsCapitals(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c))
                return false;
        }
        return word.Length > 0;
    }

    // Words that no sentence ends with: what follows them is a name, "innen Helse og omsorg".
    private static readonly HashSet<string> SmallWords = new(
        (
            "og i for av innen på til med som at om eller fra ved hos mellom under den det de en et ei hvordan hvor hva når etter mot over uten gjennom før innen "
            + "and of in for to with the a by or from at on"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>Whether a word that ends here joins what follows to what came before: "til", "og", "i".</summary>
    public static bool IsSmallWord(string text, int last)
    {
        var start = last;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        return SmallWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(start, last - start + 1));
    }

    /// <summary>
    /// Where a sentence, or a line that lost its break, begins: after a mark that ends a sentence, and where a capital letter follows a small one with no
    /// mark between ("… for brukerne Fremskaffe et …") and a small word follows it.
    /// </summary>
    public static IEnumerable<int> Beginnings(string text)
    {
        for (var at = 1; at + 1 < text.Length; at++)
        {
            if (!char.IsUpper(text[at]) || !char.IsWhiteSpace(text[at - 1]))
                continue;
            var before = at - 1;
            while (before >= 0 && char.IsWhiteSpace(text[before]))
                before--;
            if (before < 0)
                continue;
            if (text[before] is '.' or '!' or '?' or '\n' || text[(before + 1)..at].Contains('\n', StringComparison.Ordinal))
            {
                yield return at;
                continue;
            }
            if (!char.IsLower(text[before]) || IsSmallWord(text, before))
                continue;
            // The word itself goes on in small letters, and so does the next: "Fremskaffe et", not "Indre Østfold kommune".
            var end = at + 1;
            while (end < text.Length && (char.IsLower(text[end]) || text[end] == '-'))
                end++;
            if (end > at + 1 && end + 1 < text.Length && text[end] == ' ' && char.IsLower(text[end + 1]) && end - at > 2)
                yield return at;
        }
    }
}
