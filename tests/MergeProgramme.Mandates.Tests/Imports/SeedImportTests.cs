using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests.Imports;

/// <summary>Two real documents, as they were copied out of PDF files, against what a person found in them by reading.</summary>
public sealed class SeedImportTests
{
    private static readonly ReadImport A4 = ImportData.Read(ImportData.Text("a4.txt"));

    private static readonly ReadImport Pfv2 = ImportData.Read(
        ImportData.Text("pfv2.txt"),
        ImportData.ProjectMandate,
        "PFV2",
        ImportData.BodoDate
    );

    [Fact]
    public void A4_stands_in_its_eight_sections_in_order() =>
        Assert.Equal(
            ["background", "purpose", "changes", "items", "procurement", "digitalisation", "resources", "organisation"],
            Sections(A4)
        );

    [Fact]
    public void What_is_not_the_mandate_is_unplaced()
    {
        // The list of other documents, up to "Transkript:".
        var before = A4.Blocks.TakeWhile(block => !block.Text.StartsWith("Transkript", StringComparison.Ordinal)).ToList();
        Assert.True(before.Count > 90);
        Assert.All(before, block => Assert.Equal("", block.Section));
        // The front page, the foot of each of the seven pages, and the guidance of the template. The first foot ends the front page.
        Assert.Equal(6, A4.Blocks.Count(block => block.Kind == ImportBlockKind.PageMargin));
        Assert.All(A4.Blocks.Where(block => block.Kind == ImportBlockKind.PageMargin), block => Assert.Equal("", block.Section));
        Assert.Equal(
            "",
            A4.Blocks.Single(block => block.Text.StartsWith("Dette mandatet er et dokument", StringComparison.Ordinal)).Section
        );
    }

    [Fact]
    public void A4_counts_are_those_of_a_reader() =>
        Assert.Equal(
            [
                // The twelve things to assess.
                (CandidateKind.Item, 12),
                // Three overall goals of the merger.
                (CandidateKind.Goal, 3),
                // The ten members of the board.
                (CandidateKind.Person, 10),
                // 2020 · 8 June 2017 · 2017-2020 · 31 December 2019 | 1st quarter 2018 twice | 2020 | the six of the plan.
                (CandidateKind.Period, 13),
                // 2 million a year.
                (CandidateKind.Amount, 1),
                // A1, A2, A3, A5, A/P4 and six outside bodies.
                (CandidateKind.Dependency, 11),
                // The analyses of challenges and of the situation today.
                (CandidateKind.Attachment, 2),
                // The plan's table lost its columns: what is to be done stands apart from when, so nothing is made up.
                (CandidateKind.Milestone, 0),
            ],
            Counts(A4)
        );

    [Fact]
    public void A4_periods_are_all_read_as_they_are_written()
    {
        Assert.Equal(
            [
                "2020",
                "08. juni 2017",
                "2017-2020",
                "31. desember 2019",
                "1.kv.2018",
                "1.kvartal 2018",
                "2020",
                "Nov/des 17",
                "Nov/des 17",
                "Nov/des 2017",
                "2017-2019",
                "Medio 2019",
                "2017-2026",
            ],
            Of(A4, CandidateKind.Period).Select(c => c.Text)
        );
        Assert.All(Of(A4, CandidateKind.Period), c => Assert.Equal(Common.V1.PeriodResolution.Read, c.Period.Resolution));
    }

    [Fact]
    public void A4_people_have_the_roles_that_stand_beside_their_names() =>
        Assert.Equal(
            [
                "(leder), konst.rådmann Hobøl kommune",
                "kommuneoverlege Askim kommune",
                "virksomhetsleder primærhelse Askim kommune",
                "virksomhetsleder helse og barnevern Trøgstad kommune",
                "kommunalsjef helse og velferd, Spydeberg kommune",
                "virksomhetsleder helse og omsorg, Eidsberg kommune",
                "administrasjonssjef NAV stat",
                "HTV FO",
                "HTV Fagforbundet",
                "hovedverneombud",
            ],
            Of(A4, CandidateKind.Person).Select(c => c.Detail)
        );

    [Fact]
    public void A4_items_run_on_over_the_page()
    {
        var items = Of(A4, CandidateKind.Item).Select(c => c.Text).ToList();
        Assert.Equal("Utredning og anbefaling av konsept", items[0]);
        Assert.Equal("Behovet for endringer i og utvikling av organiseringen", items[7]);
        Assert.Equal("Behovet for endringer i prosesser, roller og ansvar", items[8]);
        Assert.Equal("Lokalisering og bruk av eksisterende bygg i de 5 kommunene", items[11]);
    }

    [Fact]
    public void A4_depends_on_five_sub_projects_and_six_outside_bodies()
    {
        var found = Of(A4, CandidateKind.Dependency);
        Assert.Equal(["A1", "A2", "A3", "A5", "A/P4"], found.Where(c => c.Code.Length > 0).Select(c => c.Code));
        Assert.Equal(
            [
                "NAV Stat",
                "Prosjektadministrasjonen for nye Indre Østfold kommune",
                "Pårørende- og brukerorganisasjoner",
                "Sykehuset Østfold",
                "Helsedirektoratet",
                "Utviklingssenter for sykehjem og hjemmetjenester i Østfold",
            ],
            found.Where(c => c.Code.Length == 0).Select(c => c.Title)
        );
        Assert.Equal("A3 Eiendom, miljø og tekniske tjenester", found[2].Title);
        Assert.StartsWith("særlig med tanke avklaring", found[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A4_amount_is_a_frame_for_operations_each_year()
    {
        var amount = Assert.Single(Of(A4, CandidateKind.Amount));
        Assert.Equal(
            ("kr 2 millioner pr år", 2_000_000, true, AmountUse.Operations, "resources"),
            (amount.Text, amount.Amount.Units, amount.PerYear, amount.AmountUse, amount.TargetSection)
        );
    }

    [Fact]
    public void Pfv2_stands_in_ten_sections() =>
        Assert.Equal(
            [
                "attachments",
                "background",
                "budget",
                "goals",
                "items",
                "milestones",
                "organisation",
                "reporting",
                "scope",
                "success-factors",
            ],
            Sections(Pfv2).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Pfv2_counts_are_those_of_a_reader() =>
        Assert.Equal(
            [
                // a) to e).
                (CandidateKind.Item, 5),
                // The main goal and two result goals.
                (CandidateKind.Goal, 3),
                // Five in the steering group, six in the project group.
                (CandidateKind.Person, 11),
                // Nine weeks · before summer · November · from 2016 · T2/2013 · twelve of the milestones · five of the first chart · three sentences and eight
                // tertials of the second.
                (CandidateKind.Period, 41),
                // 60 million · 60–80 million · 0.5 million · 1.5–2.0 million a year.
                (CandidateKind.Amount, 4),
                (CandidateKind.Dependency, 0),
                // The project mandate itself.
                (CandidateKind.Attachment, 1),
                // Nine weeks of the provisional plan, seven milestones.
                (CandidateKind.Milestone, 16),
            ],
            Counts(Pfv2)
        );

    [Fact]
    public void Pfv2_amounts_and_goals_are_understood()
    {
        Assert.Equal(
            [
                ("60 millioner kroner", 60_000_000L, 0L, false),
                ("60 80 millioner", 60_000_000, 80_000_000, false),
                ("0,5 millioner", 500_000, 0, false),
                ("1,5 til 2,0 millioner i året", 1_500_000, 2_000_000, true),
            ],
            Of(Pfv2, CandidateKind.Amount).Select(c => (c.Text, c.Amount.Units, c.AmountMax?.Units ?? 0, c.PerYear))
        );
        var goals = Of(Pfv2, CandidateKind.Goal);
        Assert.Equal((true, true, 2016), (goals[0].MainGoal, goals[0].FullYearEffect, goals[0].EffectYear));
        Assert.Equal([false, false], goals.Skip(1).Select(goal => goal.MainGoal));
        Assert.Equal("T2/2013", Of(Pfv2, CandidateKind.Amount)[2].Period.Label);
    }

    [Fact]
    public void Pfv2_plan_has_its_weeks_in_both_years()
    {
        var plan = Of(Pfv2, CandidateKind.Milestone);
        Assert.Equal(
            ["Uke 48", "Uke 50", "Uke 51", "Uke 2-8", "Uke 9-10", "Uke 11", "Uke 12", "Uke 15", "Uke 17"],
            plan.Take(9).Select(c => c.Period.Label)
        );
        Assert.Equal([2013, 2013, 2013, 2014], plan.Take(4).Select(c => c.Period.StartDate.Year));
        Assert.Equal(
            ["Nov 2013", "Des 2013", "Jan - Mar 2014", "April 2014", "April 2014", "Mai 2014", "Mai 2014"],
            plan.Skip(9).Select(c => c.Period.Label)
        );
    }

    [Theory, InlineData("a4.txt"), InlineData("pfv2.txt")]
    public void Nothing_is_lost_and_nothing_made_up(string file)
    {
        var text = ImportData.Text(file);
        Invariants.Hold(text, ImportData.Read(text));
        Invariants.Hold(text, ImportData.Read(text, ImportData.ProjectMandate));
    }

    private static List<ImportCandidate> Of(ReadImport read, CandidateKind kind) =>
        [.. read.Candidates.Where(candidate => candidate.Kind == kind)];

    private static IEnumerable<string> Sections(ReadImport read) =>
        read.Blocks.Select(block => block.Section).Where(section => section.Length > 0).Distinct();

    private static IEnumerable<(CandidateKind, int)> Counts(ReadImport read) =>
        (
            (CandidateKind[])
                [
                    CandidateKind.Item,
                    CandidateKind.Goal,
                    CandidateKind.Person,
                    CandidateKind.Period,
                    CandidateKind.Amount,
                    CandidateKind.Dependency,
                    CandidateKind.Attachment,
                    CandidateKind.Milestone,
                ]
        ).Select(kind => (kind, Of(read, kind).Count));
}
