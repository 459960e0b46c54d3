using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests.Imports;

public sealed class PeriodFinderTests
{
    [Theory]
    [InlineData("Kommunen er ny i 2020.", "2020")]
    [InlineData("Vedtatt 08. juni 2017, klar 31. desember 2019", "08. juni 2017|31. desember 2019")]
    [InlineData("Planen 2017–2026 gjelder. Nov/Des 17 begynner vi, Medio 2019 er vi ferdige", "2017–2026|Nov/Des 17|Medio 2019")]
    [InlineData("Lages i 1. kvartal 2018, eller 1.kv.2018", "1. kvartal 2018|1.kv.2018")]
    [InlineData("Uke 8–10: kartlegging. fase 2 Uke 11: drøfting", "Uke 8–10|Uke 11")]
    [InlineData("før påske, dvs 11. april 2014", "før påske, dvs 11. april 2014")]
    [InlineData("legges fram før sommeren", "før sommeren")]
    [InlineData("helårseffekt fra og med 2016", "fra og med 2016")]
    [InlineData("AV 06.12.17 i Askim, behandling (9/4)", "06.12.17|9/4")]
    [InlineData("settes av i T2/2013 og T1 2014", "T2/2013|T1 2014")]
    // What is no time.
    [InlineData("sak 13/15, 73192/2013 og PS 12/217", "")]
    [InlineData("versjon 3.0, punkt 4.1 og § 27", "")]
    [InlineData("kr 2000, 2016 innbyggere og 2 uker", "")]
    [InlineData("fra 3 til 10 stillinger", "")]
    [InlineData("Mai Britt og August kommer", "")]
    public void Finds_what_says_when(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', PeriodFinder.Find(text, ImportData.A4Date).Select(found => found.Place.In(text)))
        );
}

public sealed class AmountFinderTests
{
    [Theory]
    [InlineData("kutt på 60 MNOK", "60 MNOK", 60_000_000, 0, false)]
    [InlineData("mellom 60–80 millioner kroner", "60–80 millioner kroner", 60_000_000, 80_000_000, false)]
    [InlineData("nedtrekk på 60 80 millioner, slik", "60 80 millioner", 60_000_000, 80_000_000, false)]
    [InlineData("inntil kr 2 millioner pr år til drift", "kr 2 millioner pr år", 2_000_000, 0, true)]
    [InlineData("settes av 0,5 mill. til", "0,5 mill.", 500_000, 0, false)]
    [InlineData("i alt 1 234 567 kr", "1 234 567 kr", 1_234_567, 0, false)]
    [InlineData("1,5 til 2,0 millioner i året", "1,5 til 2,0 millioner i året", 1_500_000, 2_000_000, true)]
    [InlineData("2 MNOK årlig", "2 MNOK årlig", 2_000_000, 0, true)]
    [InlineData("NOK 750.000", "NOK 750.000", 750_000, 0, false)]
    public void Understands_amounts_as_people_write_them(string text, string said, long from, long to, bool perYear)
    {
        var found = Assert.Single(AmountFinder.Find(text));
        Assert.Equal(
            (said, from, to, perYear),
            (found.Place.In(text), (long)found.Kroner, (long)(found.MostKroner ?? 0), found.PerYear)
        );
    }

    [Theory]
    [InlineData("100% stilling, 5 kommuner, 2-3 stillinger, 2017-2019")]
    [InlineData("0 kr")]
    [InlineData("999999999999999999 MNOK")]
    public void Leaves_other_numbers_alone(string text) => Assert.Empty(AmountFinder.Find(text));
}

public sealed class PersonFinderTests
{
    [Theory]
    [InlineData("Kari Nordvik, kommunalsjef helse og velferd", "Kari Nordvik", "kommunalsjef helse og velferd")]
    [InlineData("Eva-Marie Dal (leder), konst.rådmann Hobøl kommune", "Eva-Marie Dal", "(leder), konst.rådmann Hobøl kommune")]
    [InlineData("Turid K Vang, virksomhetsleder Askim kommune", "Turid K Vang", "virksomhetsleder Askim kommune")]
    [InlineData("Prosjektleder: Jon Aune Berg", "Jon Aune Berg", "Prosjektleder")]
    [InlineData("Jon Aune\tprosjektleder", "Jon Aune", "prosjektleder")]
    [InlineData("IKT sjef Siri Lund, Økonomi direktør", "Siri Lund", "Økonomi direktør")]
    public void Finds_a_name_by_the_role_beside_it(string text, string name, string role)
    {
        var found = Assert.Single(PersonFinder.Find(text));
        Assert.Equal((name, role), (found.Name.In(text), found.Role.In(text)));
    }

    [Theory]
    [InlineData("Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad skal utgjøre en ny kommune")]
    [InlineData("Indre Østfold kommune, som leder arbeidet")]
    [InlineData("Kari Nordvik var til stede")]
    [InlineData("HTV Fagforbundet, hovedverneombud")]
    public void Takes_nobody_for_a_person_without_name_and_role(string text) => Assert.Empty(PersonFinder.Find(text));
}

public sealed class ListFinderTests
{
    [Theory]
    [InlineData("følgende: 1. Ett 2. To 3. Tre", "Ett|To|Tre")]
    [InlineData("a) Ett b) To c) Tre", "Ett|To|Tre")]
    [InlineData("1. Ett\n2. To\n", "Ett|To")]
    [InlineData("- Ett\n- To\n", "Ett|To")]
    [InlineData("forhold: - Ett - To", "Ett|To")]
    // The last entry ends where a new sentence begins, when no other has one within.
    [InlineData("a) Bygg b) Teknologi Andre forhold vil også bli belyst.", "Bygg|Teknologi")]
    [InlineData("Møtet varer til kl. 4. Det er alt.", "")]
    [InlineData("en - to", "")]
    public void Finds_entries_without_their_marks(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ListFinder.Find(text).Entries.Select(entry => entry.In(text))));

    [Fact]
    public void A_list_goes_on_from_where_it_was_cut()
    {
        const string Text = "9. Ni 10. Ti";
        var (entries, last) = ListFinder.Find(Text, 9);
        Assert.Equal(("Ni|Ti", 10), (string.Join('|', entries.Select(e => e.In(Text))), last));
    }
}

public sealed class DependencyFinderTests
{
    [Fact]
    public void Finds_codes_with_names_and_reasons()
    {
        const string Text =
            "Arbeidet i A4 må koordineres med: A1 Administrasjon og ledelse med tanke på organisasjon A/P4 Samarbeid for å sikre eierskap Andre instanser: NAV da de er viktige for NAV kontoret Sykehuset Østfold for å samarbeide Arbeidsgrupper: NAV";
        var found = DependencyFinder.Find(Text, "A4", ImportData.Bodies);
        Assert.Equal(
            [
                ("A1", "A1 Administrasjon og ledelse", "med tanke på organisasjon"),
                ("A/P4", "A/P4 Samarbeid", "for å sikre eierskap"),
                ("", "NAV", "da de er viktige for NAV kontoret"),
                ("", "Sykehuset Østfold", "for å samarbeide"),
            ],
            found.Select(d => (d.Code, d.Name.In(Text), d.Reason.In(Text)))
        );
    }

    [Fact]
    public void Bodies_may_stand_in_lines_of_their_own() =>
        Assert.Equal(
            ["A1 Økonomi", "NAV", "Helsedirektoratet"],
            ImportData
                .Read(
                    "6. Organisering og ansvar\nA1 Økonomi\nAndre instanser:\nNAV for å sikre ungdom\nHelsedirektoratet\nArbeidsgrupper:\nNAV\n"
                )
                .Candidates.Where(c => c.Kind == CandidateKind.Dependency)
                .Select(c => c.Title)
        );

    [Fact]
    public void A_body_in_a_sentence_is_no_dependency() =>
        Assert.Empty(
            DependencyFinder.Find("Gunn Tangen, administrasjonssjef NAV stat. Sykehuset er nytt.", "A4", ImportData.Bodies)
        );
}

public sealed class MilestoneFinderTests
{
    [Theory]
    [InlineData("Uke 48: Oppstart. Uke 50: Forslag", "Uke 48=Oppstart.|Uke 50=Forslag")]
    [InlineData("Nov 2013 - Kjøp av råd Des 2013 Konstituering", "Nov 2013=Kjøp av råd|Des 2013=Konstituering")]
    [InlineData("Konsept\tNov/des 17", "Nov/des 17=Konsept")]
    [InlineData("Medio 2019\tAvslutte\tleder", "Medio 2019=Avslutte")]
    // Periods that lost what they are of, and a sentence with a date in it.
    [InlineData("Nov/des 17 Nov/des 17 2017-2019", "")]
    [InlineData("Vedtaket kom 8. juni 2017 og gjelder.", "")]
    public void Finds_what_is_to_be_done_when(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                '|',
                MilestoneFinder
                    .Find(text, PeriodFinder.Find(text, ImportData.BodoDate))
                    .Select(m => $"{m.Period.In(text)}={m.Title.In(text)}")
            )
        );
}

public sealed class GoalFinderTests
{
    [Fact]
    public void Each_statement_below_a_heading_is_a_goal()
    {
        const string Text =
            "Synliggjøre hvordan Helse og omsorg kan driftes med 60–80 millioner mindre Fremskaffe et godt grunnlag";
        var found = GoalFinder.Below(Text);
        Assert.Equal(2, found.Count);
        Assert.Equal((60_000_000m, 80_000_000m), (found[0].Amount!.Kroner, found[0].Amount!.MostKroner));
    }

    [Fact]
    public void Full_year_effect_and_its_year_are_read()
    {
        var goal = Assert.Single(GoalFinder.Below("Spare 60 millioner kroner med helårseffekt fra og med 2016."));
        Assert.Equal((true, 2016), (goal.IsFullYear, goal.EffectYear));
    }

    [Fact]
    public void Elsewhere_only_a_list_that_is_announced_holds_goals()
    {
        Assert.Equal(2, GoalFinder.Within("Følgende målsettinger gjelder: 1. Klar i tide 2. Ta ut gevinster").Count);
        Assert.Empty(GoalFinder.Within("Målsettinger er viktige. 1. Ett 2. To"));
    }
}

public sealed class AttachmentFinderTests
{
    [Fact]
    public void Finds_title_and_when_it_is_due()
    {
        const string Text = "Jfr vedlegg 1 Analyse av utfordringene. Lages ferdig i 1.kv.2018. Det haster.";
        var found = Assert.Single(AttachmentFinder.Find(Text, PeriodFinder.Find(Text, ImportData.A4Date)));
        Assert.Equal(("Analyse av utfordringene", "1.kv.2018"), (found.Title.In(Text), found.Due!.Value.In(Text)));
    }

    [Fact]
    public void Below_a_heading_each_line_is_one()
    {
        const string Text = "1 Prosjektmandat\n2 Kart over kretsene\nNoe annet\n";
        Assert.Equal(
            ["Prosjektmandat", "Kart over kretsene"],
            AttachmentFinder.Below(Text, [], numberedOnly: true).Found.Select(a => a.Title.In(Text))
        );
    }
}

public sealed class SectionReaderTests
{
    [Theory]
    // Numbered or not, in capitals or not, in other words, in a line of its own or run together.
    [InlineData(
        "1. BAKGRUNN Fem kommuner. 2. HENSIKT MED DELPROSJEKTET Å bygge nytt.",
        "background:Fem kommuner.|purpose:Å bygge nytt."
    )]
    [InlineData("1 Bakgrunn\nFem kommuner.\n\n2 Formål\nÅ bygge nytt.", "background:Fem kommuner.|purpose:Å bygge nytt.")]
    [InlineData("Bakgrunn og hensikt Som en forlengelse av noe.", "background:Som en forlengelse av noe.")]
    [InlineData("BAKGRUNN\nFem kommuner.", "background:Fem kommuner.")]
    [InlineData(
        "4. MANDAT Utred dette. 4.1. Er anskaffelse(r) av varer og tjenester aktuelt? Ja. 4.2 Digitalisering Mye. 5. ØKONOMI Nei.",
        "items:Utred dette.|procurement:Ja.|digitalisation:Mye.|:Nei."
    )]
    // An entry of a list that begins with the words of a heading is an entry still.
    [InlineData(
        "4. Mandat\n1. Felles opptak\n2. Organisering av PPT\n3. Digitalisering\n5. Organisering og ansvar\nStyret.",
        "items:1. Felles opptak|items:2. Organisering av PPT|items:3. Digitalisering|organisation:Styret."
    )]
    // What comes first, and a chapter that the template does not know, are unplaced.
    [InlineData(
        "Mandat for A4\nEidsberg\n1. Bakgrunn\nTekst.\n7. VEILEDNING MANDAT\nSlett dette.",
        ":Mandat for A4|:Eidsberg|background:Tekst.|:Slett dette."
    )]
    // A word in a sentence is no heading.
    [InlineData(
        "Bakgrunn\nDigitalisering er viktig. Vi ser bakgrunn og hensikt som ett.",
        "background:Digitalisering er viktig. Vi ser bakgrunn og hensikt som ett."
    )]
    [InlineData("Like dokumenter\nMandat\nBakgrunn\nTranskript:\nBakgrunn\nTekst.", "background:Tekst.")]
    public void Places_text_by_its_headings(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                '|',
                ImportData
                    .Read(text)
                    .Blocks.Where(block => block.Kind != ImportBlockKind.Heading)
                    .Select(block => $"{block.Section}:{block.Text.Trim()}")
            )
        );

    [Fact]
    public void Word_styles_outline_and_bold_lines_are_headings()
    {
        Source source = new(
            [
                new("Mandat for A4\n", ImportBlockKind.Text),
                new("Prosjektets bakgrunn\n", ImportBlockKind.Text, Level: 1),
                new("Tekst.\n", ImportBlockKind.Text),
                new("Historikk\n", ImportBlockKind.Text, Level: 2),
                new("Mer tekst.\n", ImportBlockKind.Text),
                new("Noe helt annet\n", ImportBlockKind.Text, Level: 1),
                new("Annen tekst.\n", ImportBlockKind.Text),
                new("Digitalisering\n", ImportBlockKind.Text, IsBold: true),
                new("Siste.\n", ImportBlockKind.Text),
            ],
            []
        );
        Assert.Equal(
            ["", "background", "background", "background", "background", "", "", "digitalisation", "digitalisation"],
            SectionReader.Read(source, ImportData.HeadingsOf(ImportData.Difi)).Select(block => block.Section)
        );
    }
}
