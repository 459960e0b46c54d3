using System.Globalization;
using System.Runtime.InteropServices;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>A stretch of the source, and the section that it was placed in.</summary>
/// <param name="Section">Last part of the section's name; empty where it is unplaced.</param>
internal sealed record SourceBlock(string Text, ImportBlockKind Kind, string Section);

/// <summary>
/// Places a source in the sections of a template by its headings: by Word style or outline level, a short line in bold or in capitals, a number before it
/// ("4.1 Digitalisering"), or words that are known as a heading, in a line of their own or, as text copied from a PDF has them, in the middle of a line.
/// What follows a heading that means nothing is unplaced, unless it stands below one that does. Pure.
/// </summary>
internal sealed class SectionReader(HeadingWords known)
{
    private const int LongestHeading = 120;
    private const int LowestLevel = 9;

    // Headings above the place that is read, each with its level and section.
    private readonly Stack<(int Level, string Section)> above = new();
    private readonly List<SourceBlock> blocks = [];
    private bool isOutside;

    // Of the chapter that is read: an entry of a list below it may begin with the words of a heading, and has a lower number.
    private int chapter;

    /// <summary>All of the source, in its order.</summary>
    public static IReadOnlyList<SourceBlock> Read(Source source, HeadingWords known)
    {
        var reader = new SectionReader(known);
        foreach (var paragraph in source.Paragraphs)
            reader.Take(paragraph);
        return reader.blocks;
    }

    private string Section => isOutside || !above.TryPeek(out var top) ? "" : top.Section;

    private void Take(SourceParagraph paragraph)
    {
        if (paragraph.Kind == ImportBlockKind.PageMargin)
        {
            blocks.Add(new(paragraph.Text, paragraph.Kind, ""));
            return;
        }
        var text = paragraph.Text;
        var words = TextWords.Of(text);
        if (paragraph.Kind is ImportBlockKind.Text or ImportBlockKind.ListItem && Whole(paragraph, words) is { } heading)
        {
            Enter(heading);
            blocks.Add(new(text, ImportBlockKind.Heading, Section));
            return;
        }
        if (paragraph.Kind == ImportBlockKind.TableRow && FirstCell(text, words) is var (cell, cut))
        {
            // A template in two columns: what it asks for, and the answer.
            Enter(cell);
            Add(text[..cut], ImportBlockKind.Heading);
            Add(text[cut..], ImportBlockKind.Text);
            return;
        }
        if (paragraph.Kind is not ImportBlockKind.Text)
        {
            blocks.Add(new(text, paragraph.Kind, Section));
            return;
        }
        var from = 0;
        for (var i = 0; i < words.Count; )
        {
            if (Inline(text, words, i) is not var (found, next, start, end))
            {
                i++;
                continue;
            }
            Add(text[from..start], ImportBlockKind.Text);
            Enter(found);
            Add(text[start..end], ImportBlockKind.Heading);
            (from, i) = (end, next);
        }
        Add(text[from..], ImportBlockKind.Text);
    }

    private void Add(string text, ImportBlockKind kind)
    {
        if (text.Length > 0)
            blocks.Add(new(text, kind, Section));
    }

    private void Enter(Heading heading)
    {
        // Nothing says where it begins again but a mark, or a heading that is one beyond doubt.
        isOutside =
            heading.Kind == HeadingKind.NotTheDocument
            || (isOutside && heading is not ({ Kind: HeadingKind.TheDocument } or { Kind: HeadingKind.Section, IsSure: true }));
        if (isOutside)
            return;
        if (heading.Kind == HeadingKind.TheDocument)
        {
            above.Clear();
            chapter = 0;
            return;
        }
        chapter = Math.Max(chapter, heading.Number);
        while (above.TryPeek(out var top) && top.Level >= heading.Level)
            above.Pop();
        if (heading.Kind == HeadingKind.Section)
            above.Push((heading.Level, heading.Section));
        else if (heading.Kind == HeadingKind.Elsewhere)
            above.Push((heading.Level, ""));
        // What is known as no heading of ours stays where the heading above it is.
    }

    // A paragraph that is a heading and nothing else.
    private Heading? Whole(SourceParagraph paragraph, List<Word> words)
    {
        var text = paragraph.Text.Trim();
        if (text.Length is 0 or > LongestHeading || words.Count == 0 || text.Contains('\t', StringComparison.Ordinal))
            return null;
        var (numbers, first) = Number(paragraph.Text, words, 0);
        var isNumbered = numbers > 0 && first < words.Count && IsNext(paragraph.Text, words[0], numbers);
        if (numbers > 0 && !isNumbered && paragraph.Level == 0 && !paragraph.IsBold)
            return null;
        first = isNumbered ? first : 0;
        var phrase = known.At(paragraph.Text, words, first);
        var isExact = phrase is not null && phrase.Words.Length == words.Count - first;
        var isStrong = paragraph.Level > 0 || paragraph.IsBold || IsCapitals(paragraph.Text, words, first);
        if (phrase is { IsExact: true } && !isExact && !(isNumbered && isStrong))
            phrase = null;
        var looksLikeOne =
            paragraph.Level > 0
            || (
                text[^1] is not ('.' or ',' or ';')
                && (paragraph.IsBold || isExact || (isNumbered && phrase is not null) || IsCapitals(paragraph.Text, words, first))
            );
        if (!looksLikeOne)
            return null;
        if (phrase is null && paragraph.Level > 0)
            phrase = Within(paragraph.Text, words);
        var level =
            paragraph.Level > 0 ? paragraph.Level
            : isNumbered ? numbers
            : phrase is not null ? 1
            : LowestLevel;
        return phrase is not null
                ? new(
                    phrase.Kind,
                    phrase.Section,
                    level,
                    isNumbered || paragraph.Level > 0,
                    isNumbered && numbers == 1 ? NumberAt(paragraph.Text, words[0]) : 0
                )
            : above.TryPeek(out var top) && level <= top.Level && level < LowestLevel ? new(HeadingKind.Elsewhere, "", level)
            : new(default, "", LowestLevel);
    }

    // A row of two cells whose first is a heading and nothing else, and where the second cell begins.
    private (Heading Heading, int Cut)? FirstCell(string text, List<Word> words)
    {
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        if (tab <= 0 || tab != text.LastIndexOf('\t') || string.IsNullOrWhiteSpace(text[(tab + 1)..]))
            return null;
        var (numbers, first) = Number(text, words, 0);
        first = numbers > 0 ? first : 0;
        return
            known.At(text, words, first) is { Kind: HeadingKind.Section } phrase
            && words[first + phrase.Words.Length - 1].End <= tab
            && (first + phrase.Words.Length == words.Count || words[first + phrase.Words.Length].Start > tab)
            ? (new Heading(phrase.Kind, phrase.Section, Math.Max(1, numbers), true), tab + 1)
            : null;
    }

    // "Prosjektets bakgrunn": long words further on in a heading count too.
    private HeadingWords.Phrase? Within(string text, List<Word> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (known.At(text, words, i) is { IsExact: false, Kind: HeadingKind.Section } phrase)
                return phrase;
        }
        return null;
    }

    // A heading in the middle of running text, with the word after it and where it begins and ends.
    private (Heading Heading, int Next, int Start, int End)? Inline(string text, List<Word> words, int index)
    {
        var start = words[index].Start;
        if (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            return null;
        var (numbers, first) = Number(text, words, index);
        if (numbers > 0 && first < words.Count && IsNext(text, words[index], numbers))
        {
            var numbered = known.At(text, words, first);
            // "2. HENSIKT MED DELPROSJEKT …": all that is in capitals is the heading.
            var capitals = Capitals(text, words, first);
            if (capitals > first)
                return Found(numbered?.Kind ?? HeadingKind.Elsewhere, numbered?.Section ?? "", numbers, capitals, true);
            if (numbered is not null && IsFollowedByText(text, words, first + numbered.Words.Length))
                return Found(numbered.Kind, numbered.Section, numbers, first + numbered.Words.Length, true);
        }
        if (!char.IsUpper(text[start]) || known.At(text, words, index) is not { } phrase)
            return null;
        var after = index + phrase.Words.Length;
        var isAtBeginning = IsAtBeginning(text, start);
        return (isAtBeginning || phrase.Words.Length > 1) && IsFollowedByText(text, words, after)
            ? Found(phrase.Kind, phrase.Section, 1, after, false)
            : null;

        (Heading, int, int, int) Found(HeadingKind kind, string section, int level, int next, bool isSure)
        {
            var end = next < words.Count ? words[next].Start : text.Length;
            // A mark that opens what follows is not the heading's.
            while (end > words[next - 1].End && end > 0 && text[end - 1] is '(' or '«' or '"' or '<')
                end--;
            return (
                new(kind, section, level, isSure, isSure && numbers == 1 ? NumberAt(text, words[index]) : 0),
                next,
                start,
                end
            );
        }
    }

    // "4.1." and how many numbers that is, and the word behind it; no numbers where none is written as one of a heading.
    private static (int Numbers, int Next) Number(string text, List<Word> words, int index)
    {
        var numbers = 0;
        var at = index;
        while (at < words.Count && words[at].Length <= 2 && IsDigits(words[at].In(text)) && numbers < 4)
        {
            numbers++;
            var end = words[at].End;
            at++;
            if (at >= words.Count)
                return (0, index);
            var between = text.AsSpan(end, words[at].Start - end);
            if (between is ".")
                continue;
            // "4.1. Er …", "4.1 Er …", "4 Bakgrunn" in a line of its own; in running text "4 …" without a stop is a number like any other.
            var isStop = between.StartsWith(".") || between.StartsWith(")");
            return
                (isStop || numbers > 1 || index == 0) && between.TrimStart(".)").IsWhiteSpace() && char.IsWhiteSpace(between[^1])
                ? (numbers, at)
                : (0, index);
        }
        return (0, index);
    }

    // Chapters count up; "3." below chapter 4 is an entry of a list.
    private bool IsNext(string text, Word number, int numbers) => numbers > 1 || NumberAt(text, number) > chapter;

    private static int NumberAt(string text, Word number) =>
        int.TryParse(number.In(text), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static bool IsDigits(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }

    // The word behind those in capitals; the same where there are none, or too few letters of them.
    private static int Capitals(string text, List<Word> words, int first)
    {
        var next = first;
        var longest = 0;
        while (next < words.Count && TextWords.IsCapitals(words[next].In(text)))
        {
            if (
                next > first
                && text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End).ContainsAny(TextWords.Stops)
            )
                break;
            longest = Math.Max(longest, words[next].Length);
            next++;
        }
        // "OG SOSIAL Å bygge": a single letter before a small word begins the text.
        if (next > first && next < words.Count && words[next - 1].Length == 1)
            next--;
        return longest >= 4 ? next : first;
    }

    private static bool IsCapitals(string text, List<Word> words, int first) => Capitals(text, words, first) == words.Count;

    private static bool IsAtBeginning(string text, int start)
    {
        var before = start - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
            before--;
        if (before < 0 || text[before] is '!' or '?')
            return true;
        if (text[before] != '.')
            return false;
        // "3. Digitalisering": the stop of a list's number ends no sentence; that of a year does.
        var digits = before;
        while (digits > 0 && char.IsAsciiDigit(text[digits - 1]))
            digits--;
        return before - digits is 0 or > 2 || (digits > 0 && !char.IsWhiteSpace(text[digits - 1]));
    }

    // What follows a heading begins anew: a capital letter, a mark that opens something, or nothing.
    private static bool IsFollowedByText(string text, List<Word> words, int next)
    {
        if (next >= words.Count)
            return text.AsSpan(words[^1].End).Trim().TrimEnd(":?.").IsEmpty;
        var between = text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End);
        if (between.IsEmpty || !(between.ContainsAny(" \t\n\u00A0")))
            return false;
        if (between[0] is '?' or ':' || between.Contains('\n') || between.IndexOfAny("(«\"<") >= 0)
            return true;
        return between.Trim().IsEmpty && char.IsUpper(text[words[next].Start]);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Heading(HeadingKind Kind, string Section, int Level, bool IsSure = false, int Number = 0);
}
