using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>Finds the entries of lists: "1. … 2. …", "a) … b) …", "- …" and "• …", in lines of their own or run together. Never throws; ranges lie in the text and do not overlap. Pure.</summary>
internal static partial class ListFinder
{
    /// <summary>The entries, without their marks.</summary>
    /// <param name="from">The number that a list may go on from, where the page turned in its middle: 1, or one more than the last.</param>
    /// <returns>The entries in order, and the number of the last; 0 where there is none.</returns>
    public static (IReadOnlyList<Span> Entries, int Last) Find(string text, int from = 1)
    {
        var numbered = Sequence(text, from, Number(), value => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture));
        if (numbered.Count >= 2 || (numbered.Count == 1 && (from > 1 || text.AsSpan().TrimStart().StartsWith("1"))))
            return (Cut(text, numbered), from + numbered.Count - 1);
        var lettered = Sequence(text, 1, Letter(), value => value[0] - 'a' + 1);
        if (lettered.Count >= 2)
            return (Cut(text, lettered), lettered.Count);
        List<(int Start, int Text)> dots = [];
        foreach (Match match in Dot().Matches(text))
        {
            // A dash within a sentence is a dash; behind a colon or at the beginning of a line it begins a list.
            var mark = match.Groups["mark"];
            if (
                dots.Count > 0
                || mark.Index == 0
                || text[mark.Index - 1] == '\n'
                || (mark.Index > 1 && text[mark.Index - 2] == ':')
            )
                dots.Add((mark.Index, mark.Index + mark.Length));
        }
        return dots.Count > 0 ? (Cut(text, dots), dots.Count) : ([], 0);
    }

    // Marks that count up by one; what else looks like a mark is a number in the text.
    private static List<(int Start, int Text)> Sequence(string text, int from, Regex mark, Func<string, int> value)
    {
        List<(int, int)> marks = [];
        foreach (Match match in mark.Matches(text))
        {
            var said = match.Groups["mark"];
            if (value(match.Groups["value"].Value) == from + marks.Count)
                marks.Add((said.Index, said.Index + said.Length));
        }
        return marks;
    }

    private static List<Span> Cut(string text, List<(int Start, int Text)> marks)
    {
        List<Span> entries = [];
        // What belongs to the last of them, nothing but what begins anew says.
        var beginnings = TextWords.Beginnings(text).ToList();
        var othersRunOn = false;
        foreach (var (index, (_, start)) in marks.Index())
        {
            var isLast = index == marks.Count - 1;
            var end = isLast ? text.Length : marks[index + 1].Start;
            if (beginnings.Find(at => at > start + 1 && at < end) is > 0 and var anew)
            {
                if (!isLast)
                    othersRunOn = true;
                else if (!othersRunOn)
                    end = anew;
            }
            // An entry ends with its line where it begins one.
            while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '\n'))
                end--;
            var from = start;
            while (from < end && char.IsWhiteSpace(text[from]))
                from++;
            if (end > from)
                entries.Add(new(from, end));
        }
        return entries;
    }

    [GeneratedRegex(
        @"(?:^|\s)(?<mark>(?<value>\d{1,2})[.)])\s+[\p{L}«""(]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Number();

    [GeneratedRegex(
        @"(?:^|\s)(?<mark>(?<value>[a-z])\))\s+\p{L}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"(?:^|\n|: |[\p{Ll}.)] )(?<mark>[-–•▪*o])\s+",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Dot();
}
