using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>
/// Text that was copied out of pages has the foot of each page in the middle of its sentences: "… versjon 3.0 3". What ends several long paragraphs with
/// nothing but a number behind it is one. Pure.
/// </summary>
internal static class PageFeet
{
    private const int FewestPages = 3;
    private const int ShortestFoot = 20;
    private const int LongestFoot = 150;

    // A page is longer than a line; a list whose lines end alike is none.
    private const int ShortestPage = 400;

    /// <summary>The same text, each foot of a page a paragraph of its own.</summary>
    public static IReadOnlyList<SourceParagraph> Split(IReadOnlyList<SourceParagraph> paragraphs)
    {
        List<(int Index, string Line)> pages =
        [
            .. paragraphs
                .Index()
                .Where(p => p.Item.Text.Length >= ShortestPage)
                .Select(p => (p.Index, Line: WithoutNumber(p.Item.Text)))
                .Where(p => p.Line.Length > 0),
        ];
        var foot = CommonEnd(pages.ConvertAll(p => p.Line));
        if (foot.Length == 0)
            return paragraphs;
        var cuts = pages
            .Where(p => p.Line.EndsWith(foot, StringComparison.Ordinal))
            .ToDictionary(p => p.Index, p => p.Line.Length - foot.Length);
        List<SourceParagraph> split = [];
        foreach (var (index, paragraph) in paragraphs.Index())
        {
            if (cuts.TryGetValue(index, out var cut) && cut > 0)
            {
                split.Add(paragraph with { Text = paragraph.Text[..cut] });
                split.Add(new(paragraph.Text[cut..], ImportBlockKind.PageMargin));
            }
            else
            {
                split.Add(paragraph);
            }
        }
        return split;
    }

    // What is left of the end of a page when its number is taken off; empty where there is no number.
    private static string WithoutNumber(string text)
    {
        var line = text.TrimEnd();
        var end = line.Length;
        while (end > 0 && char.IsAsciiDigit(line[end - 1]))
            end--;
        return end == line.Length || end == 0 || line[end - 1] != ' ' ? "" : line[..(end - 1)];
    }

    // The longest end that most pages with a number have in common, from the beginning of a word that begins with a capital letter.
    private static string CommonEnd(List<string> pages)
    {
        if (pages.Count < FewestPages)
            return "";
        var longest = "";
        foreach (var (one, other) in pages.Zip(pages.Skip(1)))
        {
            var length = 0;
            while (
                length < Math.Min(LongestFoot, Math.Min(one.Length, other.Length)) && one[^(length + 1)] == other[^(length + 1)]
            )
                length++;
            var end = one[^length..];
            var start = 0;
            while (start < end.Length && !(char.IsUpper(end[start]) && (start == 0 || end[start - 1] == ' ')))
                start++;
            end = end[start..];
            if (
                end.Length >= ShortestFoot
                && end.Length > longest.Length
                && pages.Count(p => p.EndsWith(end, StringComparison.Ordinal)) >= FewestPages
            )
                longest = end;
        }
        return longest;
    }
}
