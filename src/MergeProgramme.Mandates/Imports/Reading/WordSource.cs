using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>
/// Reads a Word file. Text that was inserted with tracked changes is kept, deleted text is not; notes, comments and text boxes come after the paragraph that
/// they belong to; a table is read row by row, its cells parted by tabs; a header or footer of every page is left out. Whatever the reader cannot see from the
/// text is said in a remark.
/// </summary>
internal sealed class WordSource
{
    private const int LongestRemark = 2000;
    private const int DeepestStyle = 20;
    private const int DeepestTable = 10;

    private readonly Dictionary<string, Style> styles;
    private readonly Dictionary<string, OpenXmlElement> footnotes;
    private readonly Dictionary<string, OpenXmlElement> endnotes;
    private readonly Dictionary<string, OpenXmlElement> comments;
    private readonly List<SourceParagraph> paragraphs = [];
    private readonly SortedDictionary<ImportRemarkKind, (int Count, StringBuilder Text)> remarks = [];
    private int length;

    private WordSource(MainDocumentPart main)
    {
        styles = ById(main.StyleDefinitionsPart?.Styles?.Elements<Style>(), style => style.StyleId?.Value);
        footnotes = ById<OpenXmlElement>(
            main.FootnotesPart?.Footnotes?.Elements<Footnote>(),
            note => ((Footnote)note).Id?.InnerText
        );
        endnotes = ById<OpenXmlElement>(main.EndnotesPart?.Endnotes?.Elements<Endnote>(), note => ((Endnote)note).Id?.InnerText);
        comments = ById<OpenXmlElement>(
            main.WordprocessingCommentsPart?.Comments?.Elements<Comment>(),
            comment => ((Comment)comment).Id?.Value
        );
    }

    /// <summary>All of a file.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT at <c>content</c>: SOURCE_BROKEN, SOURCE_EMPTY or SOURCE_TOO_LONG.</exception>
    public static Source Read(byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var file = WordprocessingDocument.Open(
                stream,
                isEditable: false,
                new OpenSettings { AutoSave = false, MaxCharactersInPart = SourceFile.MostPartBytes }
            );
            if (file.MainDocumentPart is not { Document.Body: { } body } main)
                throw Invalid(Reason.SourceBroken);
            var reader = new WordSource(main);
            reader.Margins(main);
            reader.Children(body);
            if (reader.paragraphs.TrueForAll(paragraph => string.IsNullOrWhiteSpace(paragraph.Text)))
                throw Invalid(Reason.SourceEmpty);
            return new(reader.paragraphs, reader.Remarks());
        }
        catch (Exception e) when (e is not Problem and not OutOfMemoryException)
        {
            // Whatever a library says of a file that is broken: the caller cannot mend its parts one by one.
            throw Invalid(Reason.SourceBroken);
        }
    }

    private static Problem Invalid(string reason, params object[] args) => Problem.Invalid("content", reason, args);

    private static Dictionary<string, T> ById<T>(IEnumerable<T>? elements, Func<T, string?> id) =>
        (elements ?? [])
            .Where(element => id(element) is not null)
            .DistinctBy(element => id(element)!)
            .ToDictionary(element => id(element)!, StringComparer.Ordinal);

    private ImportRemark[] Remarks() =>
        [
            .. remarks.Select(remark => new ImportRemark
            {
                Kind = remark.Key,
                Occurrences = remark.Value.Count,
                Text = Cut(Plain(remark.Value.Text.ToString()).Trim(), LongestRemark),
            }),
        ];

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(longest - 1 - (char.IsHighSurrogate(text[longest - 2]) ? 1 : 0))] + "…";

    private void Remark(ImportRemarkKind kind, string text = "")
    {
        if (!remarks.TryGetValue(kind, out var remark))
            remark = (0, new());
        if (text.Length > 0 && remark.Text.Length < LongestRemark)
            remark.Text.Append(remark.Text.Length > 0 ? "\n" : "").Append(text);
        remarks[kind] = (remark.Count + 1, remark.Text);
    }

    private void Add(string text, ImportBlockKind kind, int level = 0, bool isBold = false)
    {
        var plain = Plain(text);
        if (string.IsNullOrWhiteSpace(plain))
            return;
        length += plain.Length + 1;
        if (length > SourceFile.MostCharacters || paragraphs.Count >= SourceFile.MostParagraphs)
            throw Invalid(Reason.SourceTooLong, SourceFile.MostCharacters);
        paragraphs.Add(new(plain + "\n", kind, level, isBold));
    }

    // Line breaks as \n, and no control characters, which no text of the contract may hold.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\r' or '\v' or '\f')
                plain.Append('\n');
            else if (!char.IsControl(c) || c is '\n' or '\t')
                plain.Append(c);
        }
        return plain.ToString();
    }

    // What stands at the head or foot of every page is left out; what stands on the first page only is kept.
    private void Margins(MainDocumentPart main)
    {
        List<(string Text, bool IsFirst)> margins = [];
        foreach (var reference in main.Document!.Body!.Descendants<HeaderFooterReferenceType>())
        {
            if (reference.Id?.Value is not { } id || !main.TryGetPartById(id, out var part) || part?.RootElement is not { } root)
                continue;
            var text = string.Join('\n', root.Descendants<Paragraph>().Select(p => Collect(p).Trim()).Where(t => t.Length > 0));
            if (text.Length > 0)
                margins.Add((text, reference.Type?.Value == HeaderFooterValues.First));
        }
        var repeated = margins.Where(m => !m.IsFirst).Select(m => m.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var text in repeated)
            Remark(ImportRemarkKind.RepeatedDropped, text);
        foreach (var text in margins.Where(m => m.IsFirst && !repeated.Contains(m.Text)).Select(m => m.Text).Distinct())
        {
            Remark(ImportRemarkKind.HeaderKept);
            Add(text, ImportBlockKind.PageMargin);
        }
    }

    private void Children(OpenXmlElement parent, ImportBlockKind? kind = null)
    {
        foreach (var element in parent.Elements())
        {
            switch (element)
            {
                case Paragraph paragraph:
                    Take(paragraph, kind);
                    break;
                case Table table:
                    Remark(ImportRemarkKind.TablesRead);
                    Take(table);
                    break;
                case SdtBlock { SdtContentBlock: { } content }:
                    Children(content, kind);
                    break;
                case InsertedRun or CustomXmlBlock:
                    Children(element, kind);
                    break;
            }
        }
    }

    private void Take(Table table)
    {
        foreach (var row in Rows(table))
        {
            List<TableCell> cells =
            [
                .. row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().FirstOrDefault() == row),
            ];
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
            {
                Remark(ImportRemarkKind.DeletedDropped, string.Join(' ', cells.Select(c => c.InnerText)));
                continue;
            }
            // A row of one cell is a box round ordinary text.
            if (cells.Count == 1)
            {
                Children(cells[0]);
                continue;
            }
            var extras = new List<(ImportBlockKind, OpenXmlElement)>();
            Add(string.Join('\t', cells.Select(cell => CellText(cell, extras, 0))).TrimEnd('\t'), ImportBlockKind.TableRow);
            AddExtras(extras);
        }
    }

    private static IEnumerable<TableRow> Rows(Table table) =>
        table.Descendants<TableRow>().Where(row => row.Ancestors<Table>().FirstOrDefault() == table);

    private string CellText(OpenXmlElement cell, List<(ImportBlockKind, OpenXmlElement)> extras, int depth)
    {
        List<string> lines = [];
        foreach (var element in cell.Elements())
        {
            var text = element switch
            {
                Paragraph paragraph => Collect(paragraph, extras),
                Table inner when depth < DeepestTable => string.Join(
                    "; ",
                    Rows(inner)
                        .Select(row => string.Join(", ", row.Elements<TableCell>().Select(c => CellText(c, extras, depth + 1))))
                ),
                SdtBlock { SdtContentBlock: { } content } => CellText(content, extras, depth + 1),
                _ => "",
            };
            text = text.Replace('\t', ' ').Replace('\n', ' ').Trim();
            if (text.Length > 0)
                lines.Add(text);
        }
        return string.Join(' ', lines);
    }

    private void Take(Paragraph paragraph, ImportBlockKind? kind)
    {
        var extras = new List<(ImportBlockKind, OpenXmlElement)>();
        var text = Collect(paragraph, extras);
        var level = kind is null ? Level(paragraph) : 0;
        var isList = level == 0 && IsList(paragraph);
        Add(
            text.TrimEnd(),
            kind ?? (isList ? ImportBlockKind.ListItem : ImportBlockKind.Text),
            level,
            !isList && IsBold(paragraph, text)
        );
        AddExtras(extras);
    }

    private void AddExtras(List<(ImportBlockKind Kind, OpenXmlElement Element)> extras)
    {
        foreach (var (kind, element) in extras)
        {
            Remark(
                kind switch
                {
                    ImportBlockKind.Comment => ImportRemarkKind.CommentsKept,
                    ImportBlockKind.Note => ImportRemarkKind.NotesKept,
                    _ => ImportRemarkKind.TextBoxesRead,
                }
            );
            Children(element, kind);
        }
    }

    private string Collect(Paragraph paragraph, List<(ImportBlockKind, OpenXmlElement)>? extras = null)
    {
        var text = new StringBuilder();
        Collect(paragraph, text, extras ?? []);
        return text.ToString();
    }

    private void Collect(OpenXmlElement parent, StringBuilder text, List<(ImportBlockKind, OpenXmlElement)> extras)
    {
        foreach (var element in parent.Elements())
        {
            switch (element)
            {
                case Text said:
                    text.Append(said.Text);
                    break;
                case DocumentFormat.OpenXml.Math.Text formula:
                    text.Append(formula.Text);
                    break;
                case TabChar or PositionalTab:
                    text.Append('\t');
                    break;
                case Break or CarriageReturn:
                    text.Append('\n');
                    break;
                case NoBreakHyphen:
                    text.Append('-');
                    break;
                case SymbolChar:
                    text.Append('•');
                    break;
                case InsertedRun or MoveToRun:
                    Remark(ImportRemarkKind.InsertedKept);
                    Collect(element, text, extras);
                    break;
                case DeletedRun or MoveFromRun:
                    Remark(ImportRemarkKind.DeletedDropped, string.Concat(Deleted(element)));
                    break;
                case FootnoteReference { Id: { } id } when footnotes.TryGetValue(id.InnerText ?? "", out var note):
                    extras.Add((ImportBlockKind.Note, note));
                    break;
                case EndnoteReference { Id: { } id } when endnotes.TryGetValue(id.InnerText ?? "", out var note):
                    extras.Add((ImportBlockKind.Note, note));
                    break;
                case CommentReference { Id.Value: { } id } when comments.TryGetValue(id, out var comment):
                    extras.Add((ImportBlockKind.Comment, comment));
                    break;
                case AlternateContent alternatives:
                    // The same twice, for old and new readers.
                    var one =
                        (OpenXmlElement?)alternatives.GetFirstChild<AlternateContentChoice>()
                        ?? alternatives.GetFirstChild<AlternateContentFallback>();
                    if (one is not null)
                        Collect(one, text, extras);
                    break;
                case Drawing or Picture or EmbeddedObject:
                    Drawn(element, extras);
                    break;
                case RunProperties or ParagraphProperties or FieldCode or SdtProperties:
                    break;
                case Run { RunProperties.Vanish: { } vanish } run when vanish.Val?.Value != false:
                    Remark(ImportRemarkKind.HiddenKept);
                    Collect(run, text, extras);
                    break;
                default:
                    Collect(element, text, extras);
                    break;
            }
        }
    }

    private static IEnumerable<string> Deleted(OpenXmlElement element) =>
        element.Descendants().Select(e => e is DeletedText or Text ? e.InnerText : "");

    private void Drawn(OpenXmlElement element, List<(ImportBlockKind, OpenXmlElement)> extras)
    {
        var boxes = element.Descendants<TextBoxContent>().ToList();
        foreach (var box in boxes)
            extras.Add((ImportBlockKind.TextBox, box));
        if (boxes.Count == 0)
            Remark(ImportRemarkKind.PicturesUnread);
    }

    private int Level(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties;
        if (properties?.OutlineLevel?.Val?.Value is >= 0 and < 9 and var own)
            return own + 1;
        foreach (var style in Chain(properties?.ParagraphStyleId?.Val?.Value))
        {
            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is >= 0 and < 9 and var outline)
                return outline + 1;
            if (LevelByName(style.StyleName?.Val?.Value ?? "") is > 0 and var named)
                return named;
        }
        return LevelByName(properties?.ParagraphStyleId?.Val?.Value ?? "");
    }

    // "heading 1", "Heading1", "Overskrift 2"
    private static int LevelByName(string name)
    {
        foreach (var word in (string[])["heading", "overskrift"])
        {
            if (
                name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(name.AsSpan(word.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
                && level is >= 1 and <= 9
            )
                return level;
        }
        return 0;
    }

    private bool IsList(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties;
        if (properties?.NumberingProperties is { } numbering)
            return numbering.NumberingId?.Val?.Value != 0;
        return Chain(properties?.ParagraphStyleId?.Val?.Value)
            .Any(style =>
                style.StyleParagraphProperties?.NumberingProperties is { } inherited && inherited.NumberingId?.Val?.Value != 0
            );
    }

    private bool IsBold(Paragraph paragraph, string text)
    {
        if (text.Length > 200)
            return false;
        var runs = paragraph.Descendants<Run>().Where(run => !string.IsNullOrWhiteSpace(run.InnerText)).ToList();
        var byStyle = Chain(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value)
            .Select(style => style.StyleRunProperties?.Bold)
            .FirstOrDefault(bold => bold is not null);
        return runs.Count > 0
            && runs.TrueForAll(run => (run.RunProperties?.Bold ?? byStyle) is { } bold && bold.Val?.Value != false);
    }

    // A style and those that it is based on.
    private IEnumerable<Style> Chain(string? id)
    {
        for (var depth = 0; depth < DeepestStyle && id is not null && styles.TryGetValue(id, out var style); depth++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }
}
