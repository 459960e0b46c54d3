using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;
using Vml = DocumentFormat.OpenXml.Vml;

namespace MergeProgramme.Mandates.Tests.Imports;

public sealed class WordSourceTests
{
    [Fact]
    public void Headings_lists_and_tables_are_read_as_what_they_are()
    {
        var source = Read(
            P("Bakgrunn", "Heading1"),
            P("Fem kommuner."),
            Numbered("Ett punkt"),
            new Table(new TableRow(Cell("Konsept"), Cell("Nov/des 17")), new TableRow(Cell("Gjennomføring"), Cell("2017–2019"))),
            Bold("Digitalisering")
        );
        Assert.Equal(
            [
                ("Bakgrunn", ImportBlockKind.Text, 1, false),
                ("Fem kommuner.", ImportBlockKind.Text, 0, false),
                ("Ett punkt", ImportBlockKind.ListItem, 0, false),
                ("Konsept\tNov/des 17", ImportBlockKind.TableRow, 0, false),
                ("Gjennomføring\t2017–2019", ImportBlockKind.TableRow, 0, false),
                ("Digitalisering", ImportBlockKind.Text, 0, true),
            ],
            source.Paragraphs.Select(p => (p.Text.TrimEnd('\n'), p.Kind, p.Level, p.IsBold))
        );
        Assert.Equal((ImportRemarkKind.TablesRead, 1), Kinds(source).Single());
    }

    [Fact]
    public void Tracked_insertions_are_kept_and_deletions_dropped_and_both_are_said()
    {
        var source = Read(
            new Paragraph(
                R("Rammen er "),
                new DeletedRun(new Run(new DeletedText("1 MNOK"))),
                new InsertedRun(R("2 MNOK")),
                new InsertedRun(R(" pr år")),
                R(".")
            )
        );
        Assert.Equal("Rammen er 2 MNOK pr år.\n", source.Text);
        Assert.Equal([(ImportRemarkKind.InsertedKept, 2), (ImportRemarkKind.DeletedDropped, 1)], Kinds(source));
        Assert.Equal("1 MNOK", source.Remarks.Single(r => r.Kind == ImportRemarkKind.DeletedDropped).Text);
    }

    [Fact]
    public void Notes_comments_and_text_boxes_stand_after_their_paragraph()
    {
        var source = Read(
            main =>
            {
                main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(new Footnote(P("Vedtatt i juni.")) { Id = 2 });
                main.AddNewPart<WordprocessingCommentsPart>().Comments = new Comments(
                    new Comment(P("Stemmer dette?")) { Id = "7" }
                );
            },
            new Paragraph(
                R("Stortinget vedtok det."),
                new Run(new FootnoteReference { Id = 2 }),
                new Run(new CommentReference { Id = "7" }),
                new Run(new Picture(new Vml.Shape(new Vml.TextBox(new TextBoxContent(P("I en boks."))))))
            ),
            P("Neste.")
        );
        Assert.Equal(
            [
                ("Stortinget vedtok det.", ImportBlockKind.Text),
                ("Vedtatt i juni.", ImportBlockKind.Note),
                ("Stemmer dette?", ImportBlockKind.Comment),
                ("I en boks.", ImportBlockKind.TextBox),
                ("Neste.", ImportBlockKind.Text),
            ],
            source.Paragraphs.Select(p => (p.Text.TrimEnd('\n'), p.Kind))
        );
        Assert.Equal(
            [(ImportRemarkKind.CommentsKept, 1), (ImportRemarkKind.NotesKept, 1), (ImportRemarkKind.TextBoxesRead, 1)],
            Kinds(source)
        );
    }

    [Fact]
    public void A_header_of_every_page_is_left_out_and_listed_one_of_the_first_page_kept()
    {
        var source = Read(
            main =>
            {
                main.AddNewPart<HeaderPart>("every").Header = new Header(P("Basert på Difis mal"));
                main.AddNewPart<HeaderPart>("first").Header = new Header(P("Unntatt offentlighet"));
                main.Document!.Body!.Append(
                    new SectionProperties(
                        new HeaderReference { Type = HeaderFooterValues.Default, Id = "every" },
                        new HeaderReference { Type = HeaderFooterValues.First, Id = "first" }
                    )
                );
            },
            P("Tekst.")
        );
        Assert.Equal("Unntatt offentlighet\nTekst.\n", source.Text);
        Assert.Equal([(ImportRemarkKind.RepeatedDropped, 1), (ImportRemarkKind.HeaderKept, 1)], Kinds(source));
        Assert.Equal("Basert på Difis mal", source.Remarks[0].Text);
    }

    [Fact]
    public void A_template_that_has_its_headings_in_a_table_is_placed_too()
    {
        var source = Read(new Table(new TableRow(Cell("Bakgrunn"), Cell("Fem kommuner blir én."))));
        Assert.Equal(
            [("Bakgrunn\t", "background"), ("Fem kommuner blir én.\n", "background")],
            SectionReader.Read(source, ImportData.HeadingsOf(ImportData.Difi)).Select(b => (b.Text, b.Section))
        );
    }

    [Fact]
    public void Three_hundred_pages_are_read()
    {
        var source = Read([.. Enumerable.Range(0, 300 * 8).Select(i => P($"Avsnitt {i}. " + new string('x', 330)))]);
        Assert.Equal(2400, source.Paragraphs.Count);
        Assert.InRange(source.Length, 800_000, SourceFile.MostCharacters);
    }

    [Fact]
    public void More_text_than_an_import_holds_is_refused() =>
        Refused("SOURCE_TOO_LONG", () => Read(P(new string('x', SourceFile.MostCharacters))));

    [Theory]
    [InlineData("SOURCE_LOCKED", "D0CF11E0A1B11AE1", "EncryptedPackage")]
    [InlineData("SOURCE_OLD_WORD", "D0CF11E0A1B11AE1", "WordDocument")]
    [InlineData("SOURCE_PDF", "255044462D312E37", "")]
    [InlineData("SOURCE_NOT_WORD", "48656C6C6F", "")]
    [InlineData("SOURCE_BROKEN", "504B0304140000000800", "")]
    public void What_is_no_word_file_of_today_is_refused_with_its_reason(string reason, string hex, string stream) =>
        Refused(
            reason,
            () =>
            {
                SourceFile.Require(
                    (byte[])[.. Convert.FromHexString(hex), .. Encoding.Unicode.GetBytes(stream), .. new byte[64]]
                );
                return null;
            }
        );

    [Fact]
    public void A_zip_that_is_no_word_file_a_bomb_and_a_broken_document_are_refused()
    {
        Refused("SOURCE_NOT_WORD", () => Require(Zip("readme.txt", "hei")));
        Refused(
            "SOURCE_TOO_LARGE_UNPACKED",
            () => Require(Zip("word/document.xml", new string(' ', SourceFile.MostPartBytes + 1)))
        );
        Refused("SOURCE_BROKEN", () => WordSource.Read(Zip("word/document.xml", "<w:document")));
        Refused("SOURCE_TOO_LARGE", () => Require(new byte[SourceFile.MostBytes + 1]));
        Refused("SOURCE_EMPTY", () => Require([]));
        Refused("SOURCE_EMPTY", () => Read(P(" ")));
        // Cut off in the middle, at every so many bytes.
        var whole = WordFiles.Of(P("Tekst."));
        foreach (var length in Enumerable.Range(1, 20).Select(i => whole.Length * i / 21))
        {
            var refusal = Record.Exception(() =>
            {
                SourceFile.Require(whole.AsMemory(0, length));
                WordSource.Read(whole[..length]);
            });
            Assert.IsType<Problem>(refusal);
        }
    }

    private static Source? Require(byte[] content)
    {
        SourceFile.Require(content);
        return null;
    }

    private static void Refused(string reason, Func<Source?> read) =>
        Assert.Equal(reason, Assert.Throws<Problem>(() => read()).Violations[0].Reason);

    private static byte[] Zip(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
        return stream.ToArray();
    }

    private static Source Read(params OpenXmlElement[] elements) => WordSource.Read(WordFiles.Of(elements));

    private static Source Read(Action<MainDocumentPart> more, params OpenXmlElement[] elements) =>
        WordSource.Read(WordFiles.Of(more, elements));

    private static IEnumerable<(ImportRemarkKind, int)> Kinds(Source source) =>
        source.Remarks.Select(r => (r.Kind, r.Occurrences));

    private static Run R(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Paragraph P(string text, string? style = null) => WordFiles.P(text, style);

    private static Paragraph Bold(string text) => new(new Run(new RunProperties(new Bold()), new Text(text)));

    private static Paragraph Numbered(string text) =>
        new(
            new ParagraphProperties(
                new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 })
            ),
            R(text)
        );

    private static TableCell Cell(string text) => new(P(text));
}
