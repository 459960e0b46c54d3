using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MergeProgramme.Platform.Documents;

/// <summary>The styles of the Word documents: real headings, a quiet table, one font that Word and LibreOffice both have.</summary>
public static class WordStyles
{
    /// <summary>The styles.</summary>
    /// <param name="language">Language of the document, such as <c>nb-NO</c>: decides the spelling check and the voice that reads it aloud.</param>
    public static Styles Create(string language) =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Calibri",
                            HighAnsi = "Calibri",
                            ComplexScript = "Calibri",
                        },
                        new FontSize { Val = "22" },
                        new Languages { Val = language, EastAsia = language }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "120",
                            Line = "276",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle())
            {
                Type = StyleValues.Paragraph,
                StyleId = "Normal",
                Default = true,
            },
            Text("Title", "Title", size: 40, bold: true, before: 0, after: 60),
            Text("Subtitle", "Subtitle", size: 22, color: "444444", before: 0, after: 240),
            Heading(1, 30, 360),
            Heading(2, 26, 240),
            Heading(3, 24, 200),
            Text("ListParagraph", "List Paragraph", size: 22, before: 0, after: 60),
            Text("TableText", "Table Text", size: 20, before: 40, after: 40),
            Text("TableHeading", "Table Heading", size: 20, bold: true, before: 40, after: 40),
            Text("Footer", "footer", size: 18, color: "444444", before: 0, after: 0),
            new Style(
                new StyleName { Val = "Normal Table" },
                new UIPriority { Val = 99 },
                new StyleTableProperties(
                    new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa },
                    new TableCellMarginDefault(
                        new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                        new TableCellLeftMargin { Width = 108, Type = TableWidthValues.Dxa },
                        new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                        new TableCellRightMargin { Width = 108, Type = TableWidthValues.Dxa }
                    )
                )
            )
            {
                Type = StyleValues.Table,
                StyleId = "NormalTable",
                Default = true,
            },
            new Style(
                new StyleName { Val = "Document Table" },
                new BasedOn { Val = "NormalTable" },
                new StyleTableProperties(
                    new TableBorders(
                        Line<TopBorder>(),
                        Line<LeftBorder>(),
                        Line<BottomBorder>(),
                        Line<RightBorder>(),
                        Line<InsideHorizontalBorder>(),
                        Line<InsideVerticalBorder>()
                    )
                )
            )
            {
                Type = StyleValues.Table,
                StyleId = "DocumentTable",
                CustomStyle = true,
            }
        );

    private static T Line<T>()
        where T : BorderType, new() =>
        new()
        {
            Val = BorderValues.Single,
            Size = 4,
            Space = 0,
            Color = "8A98A5",
        };

    private static Style Heading(int level, int size, int before)
    {
        var style = Text($"Heading{level}", $"heading {level}", size, bold: true, color: "1F3A4D", before: before, after: 80);
        style.StyleParagraphProperties!.KeepNext = new KeepNext();
        style.StyleParagraphProperties.KeepLines = new KeepLines();
        style.StyleParagraphProperties.OutlineLevel = new OutlineLevel { Val = level - 1 };
        style.NextParagraphStyle = new NextParagraphStyle { Val = "Normal" };
        return style;
    }

    private static Style Text(
        string id,
        string name,
        int size,
        bool bold = false,
        string? color = null,
        int before = 0,
        int after = 120
    )
    {
        var run = new StyleRunProperties();
        if (bold)
        {
            run.Bold = new Bold();
        }

        if (color is not null)
        {
            run.Color = new Color { Val = color };
        }

        run.FontSize = new FontSize { Val = FormattableString.Invariant($"{size}") };
        return new Style
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            StyleName = new StyleName { Val = name },
            BasedOn = new BasedOn { Val = "Normal" },
            PrimaryStyle = new PrimaryStyle(),
            StyleParagraphProperties = new StyleParagraphProperties
            {
                SpacingBetweenLines = new SpacingBetweenLines
                {
                    Before = FormattableString.Invariant($"{before}"),
                    After = FormattableString.Invariant($"{after}"),
                },
            },
            StyleRunProperties = run,
        };
    }
}
