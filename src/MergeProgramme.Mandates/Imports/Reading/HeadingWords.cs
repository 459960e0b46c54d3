using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>What a heading is about.</summary>
internal enum HeadingKind
{
    /// <summary>A section of the template.</summary>
    Section = 1,

    /// <summary>Something that the template has no section for.</summary>
    Elsewhere = 2,

    /// <summary>What follows is not the document.</summary>
    NotTheDocument = 3,

    /// <summary>The document begins.</summary>
    TheDocument = 4,
}

/// <summary>Words that a heading is known by, as the table has them.</summary>
/// <param name="Section">Last part of the section's name; empty but for <see cref="HeadingKind.Section"/>.</param>
/// <param name="IsExact">Whether they count only where the whole heading says so, or it is numbered.</param>
internal sealed record HeadingWord(string Words, int Position, HeadingKind Kind, string Section, bool IsExact);

/// <summary>Which words stand for which section of one template. Case and what stands between the words do not matter. Pure.</summary>
internal sealed class HeadingWords
{
    private readonly Dictionary<string, List<Phrase>> byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The template's own titles, in both languages, count before the words of the table.</summary>
    public HeadingWords(IEnumerable<TemplateSection> sections, IEnumerable<HeadingWord> table)
    {
        List<TemplateSection> all = [.. sections];
        var known = all.Select(s => s.Section).ToHashSet(StringComparer.Ordinal);
        var rows = table.OrderBy(row => row.Position).ToList();
        foreach (var section in all)
        {
            // A title such as "Mandat" says little within a sentence; the table may say so.
            var said = rows.FirstOrDefault(row => string.Equals(row.Words, section.Title, StringComparison.OrdinalIgnoreCase));
            Add(section.Title, HeadingKind.Section, section.Section, said?.IsExact ?? TextWords.Of(section.Title).Count == 1);
        }
        foreach (var row in rows)
        {
            if (row.Kind != HeadingKind.Section || known.Contains(row.Section))
                Add(row.Words, row.Kind, row.Section, row.IsExact);
        }
        foreach (var phrases in byFirstWord.Values)
            phrases.Sort((one, other) => other.Words.Length.CompareTo(one.Words.Length));
    }

    /// <summary>The longest phrase that stands at a word of a text; null where none does.</summary>
    public Phrase? At(string text, List<Word> words, int index)
    {
        if (index >= words.Count)
            return null;
        if (!byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(words[index].In(text), out var phrases))
            return null;
        foreach (var phrase in phrases)
        {
            if (phrase.Words.Length <= words.Count - index && StandsAt(phrase, text, words, index))
                return phrase;
        }
        return null;
    }

    private static bool StandsAt(Phrase phrase, string text, List<Word> words, int index)
    {
        for (var i = 0; i < phrase.Words.Length; i++)
        {
            if (!words[index + i].In(text).Equals(phrase.Words[i], StringComparison.OrdinalIgnoreCase))
                return false;
            // The words of a heading stand in one line, close to each other.
            if (i > 0)
            {
                var between = text.AsSpan(words[index + i - 1].End, words[index + i].Start - words[index + i - 1].End);
                if (between.Length > 4 || between.ContainsAny(TextWords.Stops))
                    return false;
            }
        }
        return true;
    }

    private void Add(string words, HeadingKind kind, string section, bool isExact)
    {
        string[] cut = [.. TextWords.Of(words).Select(word => word.In(words).ToString())];
        if (cut.Length == 0)
            return;
        if (!byFirstWord.TryGetValue(cut[0], out var phrases))
            byFirstWord[cut[0]] = phrases = [];
        // The first to say it counts: the template's own title, then the first row whose section the template has.
        if (!phrases.Exists(p => p.Words.SequenceEqual(cut, StringComparer.OrdinalIgnoreCase)))
            phrases.Add(new(cut, kind, section, isExact));
    }

    /// <summary>Words in a row that are a heading.</summary>
    internal sealed record Phrase(string[] Words, HeadingKind Kind, string Section, bool IsExact);
}
