using System.Text.RegularExpressions;

namespace MergeProgramme.Mandates.Checks;

/// <summary>
/// Tells words that commit to nothing from words that can be held against something. A text is concrete once it names a figure, a date,
/// an abbreviation or a name; without any of these, the share of words such as "effektivisering" and "kvalitet" tells how empty it is.
/// The rule is meant to ask a question, not to judge: what it finds never stops a submission.
/// </summary>
internal static partial class VagueWords
{
    // Stems, Norwegian and English: "effektiv" finds effektiv, effektivt, effektivisering, effektiviseringsgevinst.
    private static readonly string[] Stems =
    [
        "bedre",
        "bærekraft",
        "effektiv",
        "efficien",
        "fleksib",
        "forbedr",
        "fornuftig",
        "framtidsrett",
        "fremtidsrett",
        "future-proof",
        "gevinst",
        "god",
        "hensiktsmessig",
        "helhetlig",
        "holistic",
        "improv",
        "innovativ",
        "innovati",
        "kvalit",
        "løft",
        "moderne",
        "nyskap",
        "optimal",
        "optimi",
        "quality",
        "robust",
        "samhandl",
        "smart",
        "styrke",
        "synerg",
        "tilpass",
        "utvikl",
        "videreutvikl",
    ];

    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "alle",
        "andre",
        "blir",
        "denne",
        "dette",
        "eller",
        "etter",
        "fra",
        "gjennom",
        "have",
        "innen",
        "into",
        "kan",
        "mellom",
        "mot",
        "må",
        "over",
        "more",
        "shall",
        "should",
        "skal",
        "slik",
        "som",
        "that",
        "their",
        "this",
        "til",
        "under",
        "være",
        "ved",
        "vil",
        "which",
        "will",
        "with",
    };

    /// <summary>Number of words.</summary>
    public static int Count(string text) => Word().Count(text);

    /// <summary>Whether the text names a figure, a date, an abbreviation or a name inside a sentence.</summary>
    public static bool IsConcrete(string text) => Anchor().IsMatch(text);

    /// <summary>The share, 0 to 1, of the words with a meaning of their own that commit to nothing. 0 for a text without words.</summary>
    public static double EmptyShare(string text)
    {
        var meaning = Word()
            .Matches(text)
            .Select(match => match.Value)
            .Where(word => word.Length > 2 && !Fillers.Contains(word))
            .ToList();
        return meaning.Count == 0 ? 0 : (double)meaning.Count(IsEmpty) / meaning.Count;
    }

    /// <summary>The first few words found that commit to nothing, in order, each once.</summary>
    public static string Examples(string text) =>
        string.Join(
            ", ",
            Word()
                .Matches(text)
                .Select(match => match.Value.ToLowerInvariant())
                .Where(IsEmpty)
                .Distinct(StringComparer.Ordinal)
                .Take(3)
        );

    private static bool IsEmpty(string word) => Stems.Any(stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"[\p{L}\p{Nd}][\p{L}\p{Nd}\-]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    // A digit; an abbreviation such as NAV or KOSTRA; a capital inside a sentence (after a small letter, comma or bracket).
    [GeneratedRegex(@"\p{Nd}|\b\p{Lu}{2,}\b|(?<=[\p{Ll},;(] )[«""]?\p{Lu}\p{Ll}+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Anchor();
}
