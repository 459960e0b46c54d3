using CsCheck;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Tests.Imports;

/// <summary>Whatever the text says: no recogniser throws, every range lies in the text, nothing is lost and nothing made up.</summary>
public sealed class ReadingPropertyTests
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Generators.OneOf(
            "1. ",
            "2. ",
            "3) ",
            "a) ",
            "b) ",
            "- ",
            "• ",
            "4.1 ",
            "4.1. ",
            "12. ",
            "\n",
            "\n\n",
            "\t",
            " ",
            "  ",
            ". ",
            ": ",
            ", ",
            "; ",
            "(",
            ")",
            "«",
            "–",
            "/",
            "BAKGRUNN ",
            "Bakgrunn og hensikt ",
            "Hovedmål ",
            "MANDAT ",
            "Digitalisering ",
            "Milepæler i prosjektet ",
            "Like dokumenter\n",
            "Transkript:\n",
            "Økonomisk ramme "
        ),
        Generators.OneOf(
            "Nov/des 17 ",
            "Medio 2019 ",
            "Uke 8–10: ",
            "2017–2026 ",
            "1. kvartal 2018 ",
            "før påske 2014 ",
            "fra og med 2016 ",
            "6.12.17 ",
            "(9/4) ",
            "T2/2013 ",
            "2016",
            "31. desember 2019, "
        ),
        Generators.OneOf(
            "60 MNOK ",
            "60 80 millioner ",
            "kr 2 millioner pr år ",
            "0,5 mill. ",
            "1 234 567 kr ",
            "1,5 til 2,0 millioner i året ",
            "99999999999999999999 kr ",
            "0 kr ",
            "kr "
        ),
        Generators.OneOf(
            "Kari Nordmann, kommunalsjef helse ",
            "Ola B. Dahl (leder), rådmann Askim kommune ",
            "Prosjektleder: Per Lie ",
            "HTV Fagforbundet ",
            "A1 Administrasjon ",
            "A/P4 Samarbeid med tanke på ",
            "Andre instanser: NAV ",
            "Sykehuset Østfold for å ",
            "vedlegg 1 Analyse av noe. Lages i 2018. ",
            "Vedlegg 12 ",
            "målsettinger gjelder: "
        ),
        Gen.String[Gen.Char, 0, 12],
        Gen.String[Gen.Char.AlphaNumeric, 0, 20]
    );

    private static readonly Gen<string> Texts = Gen.Select(
        Gen.Bool,
        Piece.Array[0, 60],
        (pages, pieces) =>
            // Some run on, as text out of a PDF does.
            string.Concat(pages ? pieces.Select(p => p.Replace('\n', ' ')) : pieces)
    );

    [Fact]
    public void Every_recogniser_stays_in_the_text_and_does_not_throw() =>
        Texts.Sample(
            text =>
            {
                var periods = PeriodFinder.Find(text, ImportData.A4Date);
                Within(text, periods.Select(p => p.Place));
                Assert.All(periods, p => Assert.True(PeriodReader.Read(p.Place.In(text), ImportData.A4Date).IsReadable));
                var amounts = AmountFinder.Find(text);
                Within(text, amounts.Select(a => a.Place));
                Assert.All(amounts, a => Assert.True(a.Kroner > 0 && !(a.MostKroner <= a.Kroner)));
                var people = PersonFinder.Find(text);
                Within(text, people.Select(p => p.Place));
                Assert.All(
                    people,
                    p => Assert.True(p.Name.Length > 0 && p.Place.Start <= p.Name.Start && p.Name.End <= p.Place.End)
                );
                Within(text, ListFinder.Find(text).Entries);
                Within(text, ListFinder.Find(text, 3).Entries);
                Within(text, DependencyFinder.Find(text, "A4", ImportData.Bodies).Select(d => d.Place));
                Within(text, MilestoneFinder.Find(text, periods).Select(m => m.Place));
                Within(text, GoalFinder.Below(text).Select(g => g.Place));
                Within(text, GoalFinder.Within(text).Select(g => g.Place));
                Within(text, AttachmentFinder.Find(text, periods).Select(a => a.Place));
                Within(text, AttachmentFinder.Below(text, periods, numberedOnly: false).Found.Select(a => a.Place));
            },
            iter: 3000
        );

    [Fact]
    public void Nothing_of_a_text_is_lost_and_nothing_made_up() =>
        Texts.Sample(
            text =>
            {
                var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
                Invariants.Hold(plain, ImportData.Read(text));
                Invariants.Hold(plain, ImportData.Read(text, ImportData.ProjectMandate));
            },
            iter: 2000
        );

    [Fact]
    public void Every_word_that_was_placed_stands_in_the_draft_whatever_is_taken() =>
        Gen.Select(Texts, Gen.Int)
            .Sample(
                (text, seed) =>
                {
                    var read = ImportData.Read(text);
                    foreach (var (index, candidate) in read.Candidates.Index())
                        candidate.Decision = (CandidateDecision)(((seed >> (index % 16)) & 1) == 0 ? 1 : 3);
                    var sections = ImportData
                        .Sections(ImportData.Difi)
                        .Select(s => new Section
                        {
                            Name = $"programmes/x/subProjects/y/mandates/1/sections/{s.Section}",
                            Title = s.Title,
                        })
                        .ToList();
                    DraftFromImport.Fill(sections, read.Blocks, read.Candidates, _ => null);
                    foreach (var section in sections)
                    {
                        var id = section.Name.Split('/')[^1];
                        var placed = read.Blocks.Where(block => block.Section == id).ToList();
                        if (placed is [{ Kind: ImportBlockKind.Heading }, ..])
                            placed.RemoveAt(0);
                        foreach (var word in placed.SelectMany(b => Letters(b.Text)))
                            Assert.Contains(word, Spoken(section), StringComparison.Ordinal);
                    }
                },
                iter: 1000
            );

    // All that a section says, its lists too.
    private static string Spoken(Section section) =>
        string.Join(
            ' ',
            [
                section.Body,
                .. section.Items.Select(i => i.Text),
                .. section.Goals.Select(g => g.Text),
                .. section.PlanEntries.Select(p => $"{p.Text} {p.Period?.Label}"),
                .. section.Dependencies.Select(d => $"{d.DisplayName} {d.Reason}"),
                .. section.Attachments.Select(a => $"{a.Title} {a.Due?.Label}"),
                .. section.BudgetFrames.Select(b => b.Note),
            ]
        );

    // Words of plain letters: marks of lists and numbers before attachments go.
    private static IEnumerable<string> Letters(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word =>
                word.Length > 2
                && word.All(c => char.IsLetter(c) && c < 0x250)
                && !word.Equals("vedlegg", StringComparison.OrdinalIgnoreCase)
            );

    private static void Within(string text, IEnumerable<Span> places)
    {
        var end = 0;
        foreach (var place in places.OrderBy(p => p.Start))
        {
            Assert.True(
                place.Start >= end && place.End > place.Start && place.End <= text.Length,
                $"{place} in {text.Length}, after {end}"
            );
            end = place.End;
        }
    }
}
