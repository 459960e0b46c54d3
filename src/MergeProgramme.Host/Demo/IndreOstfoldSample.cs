using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Organisation.V1.CompositionRuleKind;

namespace MergeProgramme.Host.Demo;

/// <summary>Five municipalities become Indre Østfold; sub-project A4's mandate waits for BP1.</summary>
internal static partial class IndreOstfoldSample
{
    private const string Difi = "templates/difi-konseptfase-3.0";
    private const string Union = "Fagforbundet";

    public static async Task LoadAsync(SampleWriter w, string id, string displayName, SampleCalendar when)
    {
        await w.ProgrammeAsync(
            id,
            new()
            {
                DisplayName = displayName,
                Kind = ProgrammeKind.MunicipalMerger,
                VestingDate = when.NewYear(3),
                Description =
                    "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad bygger én ny kommune. Eksempeldata: personer og organisasjonsnumre er oppdiktet.",
                Goals =
                {
                    new ProgrammeGoal
                    {
                        Text = $"En helt ny kommune er klar 31. desember {when.Year + 2}, med alle avgjørende deler på plass.",
                    },
                    new ProgrammeGoal { Text = "Byggingen av den nye kommunen gir gevinster i kvalitet og ressurser." },
                    new ProgrammeGoal { Text = "Den nye kommunen er nyskapende og rustet for endrede rammebetingelser." },
                },
            }
        );
        var start = when.Days(-60);
        var askim = await w.MunicipalityAsync("Askim", "0124", "310401102", MunicipalityRole.Merging);
        var eidsberg = await w.MunicipalityAsync("Eidsberg", "0125", "310402079", MunicipalityRole.Merging);
        var hobol = await w.MunicipalityAsync("Hobøl", "0138", "310403040", MunicipalityRole.Merging);
        var spydeberg = await w.MunicipalityAsync("Spydeberg", "0123", "310404012", MunicipalityRole.Merging);
        var trogstad = await w.MunicipalityAsync("Trøgstad", "0122", "310404985", MunicipalityRole.Merging);
        var newOne = await w.MunicipalityAsync("Indre Østfold", "3014", "310405957", MunicipalityRole.Merged);

        var committee = await CommitteesAsync(w, start, askim, eidsberg, hobol, spydeberg, trogstad);
        var (subProjects, lead) = await SubProjectsAsync(w, askim);
        var a4 = subProjects["A4"];
        var steering = await SteeringGroupAsync(w, a4, committee, start, when, askim, eidsberg, hobol, spydeberg, trogstad);
        await WorkAsync(w, steering, a4, subProjects["A4.2"], lead, start, when, askim, eidsberg, spydeberg);

        await SamplePositions.IndreOstfoldAsync(w, when);
        var outside = await StakeholdersAsync(w, a4);
        await PartiesAsync(w);
        await TemplatesAsync(w);
        await AdministrationMandateAsync(w, subProjects["A1"], committee, when);
        var mandate = await w.MandateAsync(
            a4,
            Difi,
            "Mandat for A4 Helse, sosial og omsorg",
            when.Mandate,
            lead,
            A4Sections(when, subProjects, outside)
        );
        await StepsAsync(w, mandate.Name, when.Days(21), lateForCommittee: when.Days(-3));
        await EngagementSample.IndreOstfoldAsync(w, a4, outside, when);
        await RisksSample.IndreOstfoldAsync(w, a4, lead, when);
        await BudgetSample.IndreOstfoldAsync(w, subProjects["A1"], a4, when);
        await IndicatorSample.IndreOstfoldAsync(w, when);
        await SystemsSample.IndreOstfoldAsync(w, when, [askim, eidsberg, hobol, spydeberg, trogstad, newOne]);
        await ProcurementSample.IndreOstfoldAsync(w, a4, when);
        await CutoverSample.IndreOstfoldAsync(w, when);
        await AppraisalSample.IndreOstfoldAsync(w, when);
        await ImportAsync(w, subProjects["A5"], when);
        await MeetingsAsync(
            w,
            a4,
            committee,
            steering,
            when,
            [("Askim", askim), ("Eidsberg", eidsberg), ("Hobøl", hobol), ("Spydeberg", spydeberg), ("Trøgstad", trogstad)]
        );
    }

    private static async Task<string> CommitteesAsync(
        SampleWriter w,
        Google.Type.Date start,
        string askim,
        string eidsberg,
        string hobol,
        string spydeberg,
        string trogstad
    )
    {
        var committee = await w.BodyAsync(
            new()
            {
                DisplayName = "Fellesnemnda",
                Kind = BodyKind.JointCommittee,
                Authority = BodyAuthority.Deciding,
                Quorum = 6,
                Decides = { DecisionPoint.Bp1, DecisionPoint.Bp2, DecisionPoint.Bp3, DecisionPoint.Bp4, DecisionPoint.Bp5 },
                StartDate = start,
                Remit = "Samordner og forbereder sammenslåingen, og vedtar mandatene for delprosjektene.",
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = EachMergingMunicipality,
                        Minimum = 2,
                        Source = "Prosjektplan for ny kommune",
                    },
                    new CompositionRule { Kind = OneChair },
                },
            }
        );
        await w.AppointAsync(committee, "Solveig Brenna", "ordfører", start, askim, AppointmentRole.Chair);
        await w.AppointAsync(committee, "Tor Arne Haugli", "ordfører", start, eidsberg, AppointmentRole.DeputyChair);
        await w.AppointAsync(committee, "Marit Skaugrud", "ordfører", start, hobol);
        await w.AppointAsync(committee, "Per Olav Lunderby", "ordfører", start, spydeberg);
        await w.AppointAsync(committee, "Gunn Rustadbakken", "ordfører", start, trogstad);
        await w.AppointAsync(committee, "Amir Hosseini", "varaordfører", start, askim);
        await w.AppointAsync(committee, "Bente Kolstadmo", "varaordfører", start, eidsberg);
        await w.AppointAsync(committee, "Jon Edvard Mellegård", "varaordfører", start, hobol);
        await w.AppointAsync(committee, "Ragnhild Tveterås", "varaordfører", start, spydeberg);
        await w.AppointAsync(committee, "Stein Ove Hærland", "varaordfører", start, trogstad);
        await w.AppointAsync(
            committee,
            "Torunn Haldorsrud",
            "politisk sekretær",
            start,
            "",
            AppointmentRole.Secretary,
            Representation.Programme
        );

        var psu = await w.BodyAsync(
            new()
            {
                DisplayName = "Partssammensatt utvalg (PSU)",
                Kind = BodyKind.EmployeeManagementCommittee,
                Authority = BodyAuthority.Advisory,
                ParentBody = committee,
                StartDate = start,
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = UnionRepresentatives,
                        Minimum = 2,
                        Source = "Omstillingsavtalen",
                    },
                    new CompositionRule
                    {
                        Kind = SafetyRepresentatives,
                        Minimum = 1,
                        Source = "Omstillingsavtalen",
                    },
                    new CompositionRule { Kind = OneChair },
                },
            }
        );
        await w.AppointAsync(psu, "Kristin Aasgaardstrand", "prosjektleder, ny kommune", start, askim, AppointmentRole.Chair);
        await w.AppointAsync(
            psu,
            "Oddvar Myrland",
            "hovedtillitsvalgt",
            start,
            "",
            AppointmentRole.Member,
            Representation.Union,
            Union
        );
        await w.AppointAsync(
            psu,
            "Siv Anita Rudshaug",
            "hovedtillitsvalgt",
            start,
            "",
            AppointmentRole.Member,
            Representation.Union,
            "Utdanningsforbundet"
        );
        await w.AppointAsync(
            psu,
            "Leif Tangerud",
            "hovedverneombud",
            start,
            "",
            AppointmentRole.Member,
            Representation.SafetyService
        );
        return committee;
    }

    private static async Task<(Dictionary<string, string> ByCode, string Lead)> SubProjectsAsync(SampleWriter w, string askim)
    {
        // Of the line: takes over what the sub-projects hand over.
        await w.PersonAsync("Anne-Grethe Sloreby", "kommunalsjef for den nye kommunen", askim);
        var lead = await w.PersonAsync("Ingrid Solbakkmoen", "leder for delprosjekt A4", askim);
        var byCode = new Dictionary<string, string>(StringComparer.Ordinal);
        async Task Add(string code, string name, SubProjectKind kind, string purpose, string parent = "", string leader = "") =>
            byCode[code] = await w.SubProjectAsync(
                new()
                {
                    Code = code,
                    DisplayName = name,
                    Kind = kind,
                    Purpose = purpose,
                    ParentSubProject = parent,
                    Lead = leader,
                }
            );
        await Add(
            "A1",
            "Administrasjon og ledelse",
            SubProjectKind.Administrative,
            "Organisasjon, bemanning og personalutvikling."
        );
        await Add("A2", "Økonomi", SubProjectKind.Administrative, "Felles økonomisk grunnlag, budsjett og økonomisystem.");
        await Add(
            "A3",
            "Eiendom, miljø og tekniske tjenester",
            SubProjectKind.Administrative,
            "Bygg, kjøkkendrift, vei, vann og avløp.",
            leader: await w.PersonAsync("Kjell Arild Bjørnstadmo", "leder for delprosjekt A3", askim)
        );
        await Add(
            "A4",
            "Helse, sosial og omsorg",
            SubProjectKind.Administrative,
            "En framtidsrettet og effektiv helse-, sosial- og omsorgstjeneste for den nye kommunen.",
            leader: lead
        );
        await Add(
            "A4.2",
            "IKT og velferdsteknologi",
            SubProjectKind.Administrative,
            "Felles journalsystem og velferdsteknologi.",
            parent: byCode["A4"]
        );
        await Add("A5", "Kultur og oppvekst", SubProjectKind.Administrative, "Barnehage, skole, barnevern, PPT og kultur.");
        await Add(
            "A/P1",
            "Kommuneplan",
            SubProjectKind.PoliticalAdministrative,
            "Planstrategi og kommuneplan for den nye kommunen."
        );
        await Add(
            "A/P4",
            "Interkommunalt samarbeid og eierskap",
            SubProjectKind.PoliticalAdministrative,
            "Eierskap i interkommunale selskaper, blant dem Helsehuset og Krisesenteret."
        );
        await Add("P1", "Politisk organisering", SubProjectKind.Political, "Politisk styringsform og reglementer.");
        return (byCode, lead);
    }

    private static async Task<string> SteeringGroupAsync(
        SampleWriter w,
        string a4,
        string committee,
        Google.Type.Date start,
        SampleCalendar when,
        string askim,
        string eidsberg,
        string hobol,
        string spydeberg,
        string trogstad
    )
    {
        const string Source = "Mandat A4, punkt 6";
        var group = await w.BodyAsync(
            new()
            {
                DisplayName = "Styringsgruppe A4",
                Kind = BodyKind.SteeringGroup,
                Authority = BodyAuthority.Deciding,
                ParentBody = committee,
                SubProject = a4,
                StartDate = start,
                Remit = "Sikrer at delprosjektet gjennomføres innenfor mandatet og at resultatmålene nås.",
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = EachMergingMunicipality,
                        Minimum = 1,
                        Source = Source,
                    },
                    new CompositionRule
                    {
                        Kind = UnionRepresentatives,
                        Minimum = 1,
                        Source = Source,
                    },
                    new CompositionRule
                    {
                        Kind = NamedUnionRepresentatives,
                        Minimum = 1,
                        Organisation = Union,
                        Source = "Omstillingsavtalen",
                    },
                    new CompositionRule
                    {
                        Kind = ChiefSafetyRepresentatives,
                        Minimum = 1,
                        Source = Source,
                    },
                    GenderRule(w, "styringsgruppe", when),
                    new CompositionRule { Kind = OneChair, Source = Source },
                },
            }
        );
        await w.AppointAsync(group, "Hanne Vestbymoen", "konst. rådmann", start, hobol, AppointmentRole.Chair);
        await w.AppointAsync(group, "Erik Sandnæss", "kommuneoverlege", start, askim);
        await w.AppointAsync(group, "Maria Lindblad Krosby", "virksomhetsleder primærhelse", start, askim);
        // Leaves in four months: the gap that this opens is shown from today.
        await w.AppointAsync(
            group,
            "Turid Fjellstad",
            "virksomhetsleder helse og barnevern",
            start,
            trogstad,
            to: when.Days(120)
        );
        await w.AppointAsync(group, "Nina Grønnsund", "kommunalsjef helse og velferd", start, spydeberg);
        await w.AppointAsync(group, "Kjell Ivar Momarken", "virksomhetsleder helse og omsorg", start, eidsberg);
        await w.AppointAsync(
            group,
            "Astrid Ueland",
            "administrasjonssjef",
            start,
            "",
            AppointmentRole.Member,
            Representation.External,
            "NAV stat"
        );
        await w.AppointAsync(
            group,
            "Farah Nordin",
            "hovedtillitsvalgt",
            start,
            "",
            AppointmentRole.Member,
            Representation.Union,
            "FO"
        );
        await w.AppointAsync(
            group,
            "Bjørn Håkon Setra",
            "hovedtillitsvalgt",
            start,
            "",
            AppointmentRole.Member,
            Representation.Union,
            Union
        );
        await w.AppointAsync(
            group,
            "Rolf Magne Ringstad",
            "hovedverneombud",
            start,
            "",
            AppointmentRole.Member,
            Representation.ChiefSafetyRepresentative
        );
        var seats = (await w.AppointedAsync(group)).ToDictionary(a => a.Person, a => a.Name, StringComparer.Ordinal);
        await DeputyAsync(
            w,
            group,
            "Siri Langenes",
            "avdelingsleder hjemmetjenester",
            start,
            askim,
            seats[w.PersonOf("Erik Sandnæss")],
            1
        );
        await DeputyAsync(
            w,
            group,
            "Øyvind Myrerud",
            "fagleder rehabilitering",
            start,
            askim,
            seats[w.PersonOf("Erik Sandnæss")],
            2
        );
        await DeputyAsync(
            w,
            group,
            "Grete Båstadlund",
            "avdelingsleder",
            start,
            trogstad,
            seats[w.PersonOf("Turid Fjellstad")],
            1
        );
        await w.GendersAsync(
            group,
            new HashSet<string>
            {
                "Hanne Vestbymoen",
                "Maria Lindblad Krosby",
                "Turid Fjellstad",
                "Nina Grønnsund",
                "Astrid Ueland",
                "Farah Nordin",
            }
        );
        return group;
    }

    private static async Task DeputyAsync(
        SampleWriter w,
        string body,
        string name,
        string title,
        Google.Type.Date from,
        string municipality,
        string seat,
        int order
    ) =>
        await w.AppointAsync(
            body,
            await w.PersonAsync(name, title, municipality),
            from,
            municipality,
            AppointmentRole.DeputyMember,
            deputyFor: seat,
            callOrder: order
        );

    // By the law of the time.
    private static CompositionRule GenderRule(SampleWriter w, string body, SampleCalendar when)
    {
        var before = when.Year < 2018;
        return new()
        {
            Kind = GenderBalance,
            Percent = 40,
            Source = before ? "likestillingsloven (2013) § 13" : "likestillings- og diskrimineringsloven § 28",
            StatutoryRule = $"{w.Programme}/statutoryRules/{body}-kjonn{(before ? "-2014" : "")}",
            StartDate = new()
            {
                Year = before ? 2014 : 2018,
                Month = 1,
                Day = 1,
            },
        };
    }

    // Those who do the work: with percent of a position, one of them with too much ahead, and bought-out days.
    private static async Task WorkAsync(
        SampleWriter w,
        string steering,
        string a4,
        string ict,
        string lead,
        Google.Type.Date start,
        SampleCalendar when,
        string askim,
        string eidsberg,
        string spydeberg
    )
    {
        var project = await w.BodyAsync(
            new()
            {
                DisplayName = "Prosjektgruppe A4",
                Kind = BodyKind.ProjectGroup,
                Authority = BodyAuthority.Advisory,
                ParentBody = steering,
                SubProject = a4,
                StartDate = start,
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = LeadersAtMost,
                        Percent = 50,
                        Source = "Vedtak i styringsgruppen",
                    },
                    GenderRule(w, "prosjektgruppe", when),
                },
            }
        );
        var group = await w.BodyAsync(
            new()
            {
                DisplayName = "Arbeidsgruppe IKT og velferdsteknologi",
                Kind = BodyKind.WorkingGroup,
                Authority = BodyAuthority.Advisory,
                ParentBody = project,
                SubProject = ict,
                StartDate = start,
            }
        );
        await w.BodyAsync(
            new()
            {
                DisplayName = "Referansegruppe brukere og pårørende",
                Kind = BodyKind.ReferenceGroup,
                Authority = BodyAuthority.Advisory,
                ParentBody = steering,
                SubProject = a4,
                StartDate = start,
            }
        );
        await w.AppointAsync(project, lead, start, askim, AppointmentRole.Lead, percent: 100);
        var adviser = await w.PersonAsync("Camilla Rødenesli", "rådgiver helse og velferd", spydeberg);
        var nurse = await w.PersonAsync("Jonas Hærlandsmo", "fagsykepleier", eidsberg);
        var engineer = await w.PersonAsync("Trine Skjønhaugli", "IKT-rådgiver", askim);
        var first = await w.AppointAsync(project, adviser, start, spydeberg, percent: 60);
        var second = await w.AppointAsync(project, nurse, start, eidsberg, percent: 40);
        await w.AppointAsync(project, engineer, start, askim, percent: 20);
        await w.AppointAsync(group, engineer, start, askim, percent: 50);
        // From next month on she is to be in two places for more than a whole week.
        await w.AppointAsync(group, adviser, when.Days(45), spydeberg, percent: 60);
        await w.BuyOutAsync(first, when.Mandate, 600, 3650, "Avtale med Spydeberg");
        await w.BuyOutAsync(second, when.Mandate, 450, 3125, "Avtale med Eidsberg");
        await w.SchoolFreeAsync("Vinterferie", "Østfold", when.Year + 1, 8);
        await w.SchoolFreeAsync("Høstferie", "Østfold", when.Year, 40);
        await w.SchoolFreeAsync("Høstferie", "Østfold", when.Year + 1, 40);
    }

    private static async Task<Dictionary<string, string>> StakeholdersAsync(SampleWriter w, string a4)
    {
        const StakeholderKind Organisation = StakeholderKind.Organisation;
        return new(StringComparer.Ordinal)
        {
            ["NAV"] = await w.StakeholderAsync(
                "NAV stat",
                Organisation,
                "Legger viktige premisser for NAV-kontoret i den nye kommunen.",
                4,
                5,
                a4
            ),
            ["Sykehuset"] = await w.StakeholderAsync(
                "Sykehuset Østfold",
                Organisation,
                "Godt samarbeid om pasientforløp også etter sammenslåingen.",
                4,
                4,
                a4
            ),
            ["Helsedirektoratet"] = await w.StakeholderAsync(
                "Helsedirektoratet",
                Organisation,
                "Nye nasjonale føringer, og mulig deltaker når journalsystem skal velges.",
                3,
                4,
                a4
            ),
            ["Brukere"] = await w.StakeholderAsync(
                "Pårørende- og brukerorganisasjoner",
                StakeholderKind.Group,
                "Innspill og erfaringer fra dem som bruker tjenestene.",
                5,
                2,
                a4
            ),
            ["Utviklingssenter"] = await w.StakeholderAsync(
                "Utviklingssenter for sykehjem og hjemmetjenester i Østfold",
                Organisation,
                "Fagutvikling og nettverk; ligger i Eidsberg i dag.",
                4,
                2,
                a4
            ),
        };
    }
}
