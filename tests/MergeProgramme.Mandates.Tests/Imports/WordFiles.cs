using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MergeProgramme.Mandates.Tests.Imports;

/// <summary>Word files for tests.</summary>
internal static class WordFiles
{
    public static byte[] Of(params OpenXmlElement[] elements) => Of(_ => { }, elements);

    public static byte[] Of(Action<MainDocumentPart> more, params OpenXmlElement[] elements)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.Document = new Document(new Body(elements));
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new Style(new StyleName { Val = "heading 1" }) { Type = StyleValues.Paragraph, StyleId = "Heading1" }
            );
            more(main);
        }
        return stream.ToArray();
    }

    public static Paragraph P(string text, string? style = null)
    {
        var paragraph = new Paragraph(new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        if (style is not null)
            paragraph.ParagraphProperties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        return paragraph;
    }
}
