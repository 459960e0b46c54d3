using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MergeProgramme.Platform.Documents;

/// <summary>What stands at the foot of each page.</summary>
/// <param name="Left">To the left.</param>
/// <param name="Page">Before the page's number.</param>
/// <param name="Of">Between it and the number of pages.</param>
public sealed record WordFoot(string Left, string Page, string Of);

/// <summary>What a file says of itself.</summary>
/// <param name="Creator">Who wrote it.</param>
/// <param name="Identifier">What tells it from every other, such as a hash.</param>
public sealed record WordProperties(
    string Title,
    string Creator = "",
    string Identifier = "",
    string Version = "",
    DateTime? Created = null,
    DateTime? Modified = null
);

/// <summary>
/// A Word document that is being written. Headings, lists and table headers are real ones, so that a screen reader and a table of contents find
/// them. Any text gives a file that opens: characters that no XML file may hold are shown as U+FFFD.
/// </summary>
public sealed class WordFile
{
    /// <summary>The media type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Width between the margins of an A4 page, in twentieths of a point: what the widths of a table's columns add up to.</summary>
    public const int TextWidth = 9070;

    private const int ItemList = 1;
    private const int BulletList = 2;

    private readonly Body body = new();
    private int numberedLists;

    /// <summary>A paragraph in one of the styles of <see cref="WordStyles"/>; null for plain text.</summary>
    public void Paragraph(string? style, string text) => body.Append(NewParagraph(style, text));

    /// <summary>A heading; from the third level on they look alike.</summary>
    /// <param name="level">From 1.</param>
    public void Heading(int level, string text) =>
        Paragraph(string.Create(CultureInfo.InvariantCulture, $"Heading{Math.Min(level, 3)}"), text);

    /// <summary>Plain text; an empty line begins a paragraph.</summary>
    public void Text(string text) => body.Append(Paragraphs(null, text));

    /// <summary>A paragraph in bold.</summary>
    public void Bold(string text) => body.Append(NewParagraph(null, text, bold: true));

    /// <summary>A table that was made with <see cref="NewTable"/>.</summary>
    public void Append(Table table) =>
        // Two tables must not touch: Word would join them.
        body.Append(table, new Paragraph());

    /// <summary>A table; none where there are no rows.</summary>
    /// <param name="caption">What it is called for a screen reader.</param>
    /// <param name="widths">Of the columns; they add up to <see cref="TextWidth"/>.</param>
    public void Table(string caption, int[] widths, string[] headings, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        var table = NewTable(caption, widths);
        table.Append(Row(true, headings));
        foreach (var row in all)
        {
            table.Append(Row(false, row));
        }

        Append(table);
    }

    /// <summary>A list; none where there are no lines.</summary>
    public void List(IEnumerable<string> lines, bool numbered)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        // Each numbered list is a list of its own, so that it begins at 1.
        var list = numbered ? BulletList + ++numberedLists : BulletList;
        foreach (var line in all)
        {
            var paragraph = NewParagraph("ListParagraph", line);
            paragraph.ParagraphProperties!.NumberingProperties = new NumberingProperties(
                new NumberingLevelReference { Val = 0 },
                new NumberingId { Val = list }
            );
            body.Append(paragraph);
        }
    }

    /// <summary>The file's bytes. Nothing more can be written to it.</summary>
    /// <param name="culture">Language of the document: nb or en. Decides the spelling check and the voice that reads it aloud.</param>
    public byte[] Save(CultureInfo culture, WordFoot foot, WordProperties properties)
    {
        var language = culture.TwoLetterISOLanguageName == "en" ? "en-GB" : "nb-NO";
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.Create(language);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                new Compatibility(
                    new CompatibilitySetting
                    {
                        Name = CompatSettingNameValues.CompatibilityMode,
                        Uri = "http://schemas.microsoft.com/office/word",
                        Val = "15",
                    }
                ),
                new ThemeFontLanguages { Val = language }
            );
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = Foot(foot);
            body.Append(
                new SectionProperties(
                    new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                    new PageSize { Width = 11906, Height = 16838 },
                    new PageMargin
                    {
                        Top = 1418,
                        Right = 1418,
                        Bottom = 1418,
                        Left = 1418,
                        Header = 709,
                        Footer = 709,
                        Gutter = 0,
                    }
                )
            );
            main.Document = new Document(body);
            file.PackageProperties.Language = language;
            file.PackageProperties.Title = Clean(properties.Title);
            file.PackageProperties.Creator = Clean(properties.Creator);
            file.PackageProperties.Identifier = properties.Identifier;
            file.PackageProperties.Version = properties.Version;
            file.PackageProperties.Created = properties.Created;
            file.PackageProperties.Modified = properties.Modified;
        }

        return stream.ToArray();
    }

    /// <summary>An empty table in the documents' style.</summary>
    public static Table NewTable(string caption, params int[] widths) =>
        new(
            new TableProperties(
                new TableStyle { Val = "DocumentTable" },
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true },
                new TableCaption { Val = caption }
            ),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) }))
        );

    /// <summary>A row that stays on one page.</summary>
    /// <param name="header">Whether it stands again on each page.</param>
    public static TableRow Row(bool header, params string[] cells)
    {
        var row = new TableRow();
        row.Append(header ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
        row.Append(cells.Select(text => Cell(text, header)));
        return row;
    }

    /// <summary>A row of a heading and a text over the two columns behind it.</summary>
    public static void AppendWide(Table table, string label, string text)
    {
        // May break over pages: a wording or a view can be longer than one.
        var row = new TableRow(Cell(label, true));
        var cell = new TableCell(new TableCellProperties(new GridSpan { Val = 2 }));
        cell.Append(Paragraphs("TableText", text));
        row.Append(cell);
        table.Append(row);
    }

    /// <summary>The text without what no XML file may hold (XML 1.0, production Char).</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF));
            clean.Append((allowed ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }

    private static TableCell Cell(string text, bool header)
    {
        var cell = new TableCell(
            header
                ? new TableCellProperties(
                    new Shading
                    {
                        Val = ShadingPatternValues.Clear,
                        Color = "auto",
                        Fill = "E8EEF3",
                    }
                )
                : new TableCellProperties()
        );
        cell.Append(header ? [NewParagraph("TableHeading", text)] : Paragraphs("TableText", text));
        return cell;
    }

    // An empty line begins a paragraph; a single line end stays a line end.
    private static Paragraph[] Paragraphs(string? style, string text) =>
        [.. CanonicalWriter.Normalise(text).Split("\n\n").Select(part => NewParagraph(style, part))];

    private static Paragraph NewParagraph(string? style, string text, bool bold = false)
    {
        var paragraph = new Paragraph();
        paragraph.ParagraphProperties = style is null
            ? new ParagraphProperties()
            : new ParagraphProperties(new ParagraphStyleId { Val = style });
        AppendText(paragraph, text, bold ? new RunProperties(new Bold()) : null);
        return paragraph;
    }

    private static void AppendText(Paragraph paragraph, string text, RunProperties? properties)
    {
        if (text.Length == 0)
        {
            return;
        }

        var run = new Run();
        if (properties is not null)
        {
            run.RunProperties = properties;
        }

        foreach (var (lineNumber, line) in Clean(CanonicalWriter.Normalise(text)).Split('\n').Index())
        {
            if (lineNumber > 0)
            {
                run.Append(new Break());
            }

            foreach (var (column, piece) in line.Split('\t').Index())
            {
                if (column > 0)
                {
                    run.Append(new TabChar());
                }

                if (piece.Length > 0)
                {
                    run.Append(new Text(piece) { Space = SpaceProcessingModeValues.Preserve });
                }
            }
        }

        paragraph.Append(run);
    }

    private static Footer Foot(WordFoot foot)
    {
        var paragraph = new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = "Footer" },
                new Tabs(new TabStop { Val = TabStopValues.Right, Position = TextWidth })
            )
        );
        AppendText(paragraph, foot.Left, null);
        paragraph.Append(new Run(new TabChar()));
        AppendText(paragraph, foot.Page, null);
        paragraph.Append(Field("PAGE"));
        AppendText(paragraph, foot.Of, null);
        paragraph.Append(Field("NUMPAGES"));
        return new Footer(paragraph);
    }

    private static SimpleField Field(string code) => new(new Run(new Text("1"))) { Instruction = $" {code} " };

    private Numbering Numbering()
    {
        var numbering = new Numbering(
            ListStyle(ItemList, NumberFormatValues.Decimal, "%1."),
            ListStyle(BulletList, NumberFormatValues.Bullet, "•"),
            new NumberingInstance(new AbstractNumId { Val = BulletList }) { NumberID = BulletList }
        );
        for (var i = 1; i <= numberedLists; i++)
        {
            numbering.Append(
                new NumberingInstance(
                    new AbstractNumId { Val = ItemList },
                    new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }
                )
                {
                    NumberID = BulletList + i,
                }
            );
        }

        return numbering;
    }

    private static AbstractNum ListStyle(int id, NumberFormatValues format, string text) =>
        new(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = format },
                new LevelText { Val = text },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "567", Hanging = "425" })
            )
            {
                LevelIndex = 0,
            }
        )
        {
            AbstractNumberId = id,
        };
}
