using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>Reads pasted text: a line is a paragraph. Pure.</summary>
internal static class PlainSource
{
    /// <summary>All of the text, with its line breaks as \n. What PDF files leave at the foot of each page stands apart.</summary>
    public static Source Read(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        List<SourceParagraph> paragraphs = [];
        for (var at = 0; at < plain.Length; )
        {
            var end = plain.IndexOf('\n', at);
            end = end < 0 ? plain.Length : end + 1;
            // Empty lines belong to the paragraph that they end.
            while (end < plain.Length && plain[end] == '\n')
                end++;
            paragraphs.Add(new(plain[at..end], ImportBlockKind.Text));
            at = end;
        }
        return new(PageFeet.Split(paragraphs), []);
    }
}
