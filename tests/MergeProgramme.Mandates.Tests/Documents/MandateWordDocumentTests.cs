using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;
using static MergeProgramme.Mandates.Tests.SampleMandates;
using Section = MergeProgramme.Mandates.V1.Section;

namespace MergeProgramme.Mandates.Tests.Documents;

public sealed class MandateWordDocumentTests
{
    private static readonly CultureInfo Bokmål = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly Template Difi = new()
    {
        Name = "templates/difi-konseptfase-3.0",
        DisplayName = "Mandat for konseptfasen",
        Source = "Difis mal for Mandat for konseptfasen, versjon 3.0",
    };

    private static Mandate Decided() =>
        MandateLifecycle
            .Decide(
                A4(MandateState.Submitted),
                Start(),
                new DecisionContext(
                    SteeringGroup(),
                    5,
                    BothHeard(),
                    new Gate(),
                    new DateTimeOffset(2017, 12, 14, 9, 0, 0, TimeSpan.Zero),
                    new DateOnly(2017, 12, 14)
                )
            )
            .NextOrThrow();

    private static T Read<T>(byte[] content, Func<WordprocessingDocument, T> read)
    {
        using var stream = new MemoryStream(content);
        using var file = WordprocessingDocument.Open(stream, false);
        return read(file);
    }

    private static IReadOnlyList<string> Errors(byte[] content) =>
        Read(
            content,
            file =>
                (IReadOnlyList<string>)
                    [
                        .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                            .Validate(file)
                            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"),
                    ]
        );

    private static string TextOf(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.Descendants())
        {
            text.Append(
                part switch
                {
                    Text written => written.Text,
                    Break => "\n",
                    TabChar => "\t",
                    _ => "",
                }
            );
        }

        return text.ToString();
    }

    private static string[] Paragraphs(byte[] content) =>
        Read(content, file => file.MainDocumentPart!.Document!.Body!.Elements<Paragraph>().Select(TextOf).ToArray());

    private static string AllText(byte[] content) =>
        Read(content, file => string.Join('\n', file.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(TextOf)));

    [Theory]
    [InlineData("nb-NO")]
    [InlineData("en-GB")]
    public void The_file_is_valid_in_both_languages_before_and_after_the_decision(string language)
    {
        foreach (var mandate in new[] { A4(), Decided() })
        {
            Assert.Empty(Errors(MandateWordDocument.Create(mandate, Difi, CultureInfo.GetCultureInfo(language))));
        }
    }

    [Fact]
    public void The_decision_block_is_filled_in_once_decided()
    {
        var text = AllText(MandateWordDocument.Create(Decided(), Difi, Bokmål));
        string[] expected =
        [
            "13.12.2017",
            "Styringsgruppen for A4",
            "Askim",
            "Starte konseptfasen",
            "Konseptfasen startes.",
            "13/15",
            "Per Sand (uten stemmerett)",
            "2 stemmer for, 1 mot",
            "Mona Lie: Ønsket en lengre høring.",
            "1. Analysen av nåsituasjonen er ferdig. Ansvarlig: Arne Bakke. Frist: 31.3.2018.",
            "Fagforbundet, Kari Vold, 11.12.2017: Vi støtter mandatet.",
            "Solveig Haugen, leder",
            Decided().Decision.TextHash,
        ];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));

        var open = AllText(MandateWordDocument.Create(A4(), Difi, Bokmål));
        Assert.Contains("Ikke starte konseptfasen", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Votering", open, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_and_periods_are_written_as_people_write_them()
    {
        var text = AllText(MandateWordDocument.Create(A4(), Difi, Bokmål));
        Assert.Contains("60–80 MNOK, helårseffekt, fra og med 2020", text, StringComparison.Ordinal);
        Assert.Contains("2 MNOK per år", text, StringComparison.Ordinal);
        Assert.Contains("Nov/Des 17 (1.11.2017–31.12.2017)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_tables_language_and_title_are_real_ones()
    {
        Read(
            MandateWordDocument.Create(A4(), Difi, Bokmål),
            file =>
            {
                var body = file.MainDocumentPart!.Document!.Body!;
                var headings = body.Elements<Paragraph>()
                    .Where(paragraph =>
                        paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value?.StartsWith(
                            "Heading",
                            StringComparison.Ordinal
                        ) == true
                    )
                    .Select(paragraph => (paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value, TextOf(paragraph)))
                    .ToList();
                Assert.Equal(A4().Sections.Count, headings.Count);
                Assert.Contains(("Heading1", "1 Bakgrunn"), headings);
                Assert.Contains(("Heading2", "4.1 Er anskaffelser aktuelt?"), headings);
                Assert.All(
                    body.Elements<Table>(),
                    table => Assert.NotEmpty(table.Elements<TableRow>().First().Descendants<TableHeader>())
                );
                Assert.Equal(
                    2,
                    body.Elements<Paragraph>()
                        .Count(paragraph => paragraph.ParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value > 2)
                );
                Assert.Equal(
                    "nb-NO",
                    file.MainDocumentPart.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val!.Value
                );
                Assert.Equal("Mandat for A4 Helse, sosial og omsorg", file.PackageProperties.Title);
                var foot = file.MainDocumentPart.FooterParts.Single().Footer!;
                Assert.Contains(
                    "Basert på Difis mal for Mandat for konseptfasen, versjon 3.0",
                    TextOf(foot),
                    StringComparison.Ordinal
                );
                Assert.Equal([" PAGE ", " NUMPAGES "], foot.Descendants<SimpleField>().Select(field => field.Instruction!.Value));
                return 0;
            }
        );
    }

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 30],
        Generators
            .OneOf(
                "<script>alert(1)</script>",
                "&amp;",
                "\u0001",
                "\u000b",
                "\ufffe",
                "😀",
                "\n",
                "\n\n",
                "\t",
                "]]>",
                "\ud800",
                "  ",
                "æøå"
            )
            .Array[0, 8]
            .Select(string.Concat)
    );

    [Fact]
    public void Any_text_gives_a_valid_file_and_is_found_again_when_read_back() =>
        AnyText.Sample(
            text =>
            {
                var mandate = Decided();
                mandate.Title = mandate.Sections[0].Title = text;
                mandate.Sections[0].Body = text;
                mandate.Sections[3].Items[0].Text = text;
                mandate.Sections[6].Dependencies[0].Reason = text;
                mandate.Decision.Wording = mandate.PreparedByDisplayName = text;
                var content = MandateWordDocument.Create(mandate, Difi, Bokmål);
                Assert.Empty(Errors(content));
                var expected = new string([.. Clean(CanonicalWriter.Normalise(text))]);
                // From the second paragraph that holds a heading's text on: the body's paragraphs, put together as they were taken apart.
                var paragraphs = Paragraphs(content);
                var from = Array.FindLastIndex(paragraphs, paragraph => paragraph == "2 Hensikt");
                var parts = expected.Length == 0 ? 0 : expected.Split("\n\n").Length;
                Assert.Equal(expected, string.Join("\n\n", paragraphs[(from - parts)..from]));
            },
            iter: 100
        );

    [Fact]
    public void Every_section_is_found_again_when_LibreOffice_has_read_the_file()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/soffice"), "LibreOffice is not installed.");
        var folder = Directory.CreateTempSubdirectory("mandate-word-");
        try
        {
            var mandate = Decided();
            mandate.Sections[0].Body = "Første linje\nandre linje\n\n<script>alert('hei')</script> & 😀";
            File.WriteAllBytes(Path.Combine(folder.FullName, "mandat.docx"), MandateWordDocument.Create(mandate, Difi, Bokmål));
            using var process = Process.Start(
                new ProcessStartInfo("/usr/bin/soffice")
                {
                    ArgumentList =
                    {
                        $"-env:UserInstallation=file://{folder.FullName}/profile",
                        "--headless",
                        "--convert-to",
                        "txt:Text (encoded):UTF8",
                        "--outdir",
                        folder.FullName,
                        Path.Combine(folder.FullName, "mandat.docx"),
                    },
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)), "LibreOffice did not finish.");
            var text = File.ReadAllText(Path.Combine(folder.FullName, "mandat.txt"));
            foreach (var section in mandate.Sections)
            {
                Assert.Contains(section.Title, text, StringComparison.Ordinal);
                Assert.All(section.Body.Split('\n'), line => Assert.Contains(line, text, StringComparison.Ordinal));
            }

            Assert.Contains("1. Utrede og anbefale konsept", text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void The_file_name_is_one_that_every_system_takes() =>
        Assert.Equal("mandat-a4-v1.docx", MandateWordDocument.FileName(A4()));

    [Fact]
    public void English_labels_leave_the_text_of_the_mandate_as_written()
    {
        var text = AllText(MandateWordDocument.Create(Decided(), Difi, English));
        Assert.Contains("Start the concept phase", text, StringComparison.Ordinal);
        Assert.Contains("Konseptfasen startes.", text, StringComparison.Ordinal);
        Assert.Contains("13 Dec 2017", text, StringComparison.Ordinal);
    }

    private static IEnumerable<char> Clean(string text) =>
        text.Select(sign => sign is '\n' or '\t' or (>= ' ' and not ('\ufffe' or '\uffff')) ? sign : '\ufffd');
}
