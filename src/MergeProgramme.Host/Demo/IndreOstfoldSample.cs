using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Organisation.V1.CompositionRuleKind;

namespace MergeProgramme.Host.Demo;

/// <summary>Five municipalities become Indre Østfold; sub-project A4's mandate waits for BP1.</summary>
internal static class IndreOstfoldSample
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
        await w.MunicipalityAsync("Indre Østfold", "3014", "310405957", MunicipalityRole.Merged);

        var committee = await CommitteesAsync(w, start, askim, eidsberg, hobol, spydeberg, trogstad);
        var (subProjects, lead) = await SubProjectsAsync(w, askim);
        var a4 = subProjects["A4"];
        await SteeringGroupAsync(w, a4, committee, start, when, askim, eidsberg, hobol, spydeberg, trogstad);

        var outside = await StakeholdersAsync(w, a4);
        await AdministrationMandateAsync(w, subProjects["A1"], committee, when);
        await w.MandateAsync(
            a4,
            Difi,
            "Mandat for A4 Helse, sosial og omsorg",
            when.Mandate,
            lead,
            A4Sections(when, subProjects, outside)
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
            "Bygg, kjøkkendrift, vei, vann og avløp."
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

    private static async Task SteeringGroupAsync(
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
                        Kind = SafetyRepresentatives,
                        Minimum = 1,
                        Source = Source,
                    },
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
            Representation.SafetyService
        );
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

    private static Dictionary<string, Section> A4Sections(
        SampleCalendar when,
        Dictionary<string, string> subProjects,
        Dictionary<string, string> outside
    )
    {
        Period P(string label) => new() { Label = label };
        Dependency On(string code, string name, string reason, int days) =>
            new()
            {
                SubProject = subProjects[code],
                DisplayName = $"{code} {name}",
                Reason = reason,
                NeededBy = P(when.DayAhead(3, days)),
            };
        Dependency Outside(string key, string name, string reason) =>
            new()
            {
                Stakeholder = outside[key],
                DisplayName = name,
                Reason = reason,
                NeededBy = P(when.NextQuarter()),
            };
        return new(StringComparer.Ordinal)
        {
            ["background"] = new()
            {
                Body =
                    $"Stortinget vedtok 8. juni {when.Year} at Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad skal bli én kommune fra 1. januar {when.Year + 3}. Prosjektplanen for den nye kommunen {when.Year}–{when.Year + 3} gir de overordnede føringene for hovedprosjektet, delprosjektene og dette mandatet.",
            },
            ["purpose"] = new()
            {
                Body =
                    "Delprosjektet skal utvikle en framtidsrettet og effektiv helse-, sosial- og omsorgstjeneste i Indre Østfold kommune.\n\n"
                    + "De fem kommunene er ulike i kultur, organisering, tildeling av tjenester, fagmiljø, bygg og teknologi. Eidsberg er utviklingssenter for sykehjem og hjemmetjenester i Østfold, Askim legger til rette for ett primærhelsesenter, og Spydeberg og Hobøl deltar i forsøket med statlig finansiering av omsorgstjenester. Helsehuset med legevakt, avlastningshjemmet og krisesenteret er felles i dag.",
                Goals =
                {
                    new Goal
                    {
                        Kind = GoalKind.Main,
                        Text = "Én samlet helse-, sosial- og omsorgstjeneste er i drift fra første dag i den nye kommunen.",
                    },
                    new Goal
                    {
                        Kind = GoalKind.Result,
                        Text = "Ett felles journalsystem er valgt i god tid før den nye kommunen trer i kraft.",
                        EffectYear = when.Year + 2,
                    },
                },
            },
            ["changes"] = new()
            {
                Body =
                    "Tjenestetilbudet skal videreutvikles med riktig og effektiv bruk av ressursene. Ansatte, politikere og næringsliv finner sammen med innbyggerne ut hvordan behov dekkes (samskaping). Forebygging prioriteres, brukermedvirkning sikres for den enkelte og i systemet, og heltidskultur er et bærende prinsipp.",
                ExpectedBenefits =
                {
                    new ExpectedBenefit
                    {
                        Kind = BenefitKind.Quality,
                        Text = "Færre skifter av ansatte hos den enkelte bruker når flere arbeider heltid.",
                        Beneficiary = "Brukere av hjemmetjenesten",
                    },
                    new ExpectedBenefit
                    {
                        Kind = BenefitKind.TimeSaved,
                        Text = "Mindre dobbeltføring når to journalsystemer blir ett.",
                        Beneficiary = "Ansatte i pleie og omsorg",
                    },
                    new ExpectedBenefit
                    {
                        Kind = BenefitKind.AvoidedCost,
                        Text =
                            "Færre kjøp av plasser utenfor regionen innen rus, psykiatri og for mennesker med nedsatt funksjonsevne.",
                        Beneficiary = "Den nye kommunen",
                    },
                },
            },
            ["items"] = new()
            {
                Body = "Delprosjektet gis mandat til å utrede og anbefale følgende, fram mot den nye kommunen:",
                Items =
                {
                    new[]
                    {
                        "Konsept for den nye tjenesten",
                        $"Samordning og samarbeid fram mot {when.Year + 3}",
                        "Delprosjektets mål og leveranser",
                        "Bemanning og organisering av delprosjektet og arbeidsgruppene, ressurser og budsjett",
                        "Strategier for leveransene: utvikling, kvalitet, usikkerhet og gjennomføring",
                        "Fase-, tids- og aktivitetsplan for gjennomføringen",
                        "Interessenter, avhengigheter og kommunikasjonsbehov",
                        "Behovet for endringer i organiseringen",
                        "Behovet for endringer i prosesser, roller og ansvar",
                        "Bruk av digitale verktøy for bedre og mer effektive tjenester",
                        "Forventede gevinster",
                        "Lokalisering og bruk av eksisterende bygg i de fem kommunene",
                    }.Select(text => new Item { Text = text }),
                },
            },
            ["procurement"] = new()
            {
                ProcurementRelevance = ProcurementRelevance.Yes,
                Body =
                    "De fem kommunene har ulike journalsystemer, i dag to fagsystemer for pleie og omsorg. Den nye kommunen må velge ett, særlig med tanke på velferdsteknologi og en mer digital arbeidsform. Når prosjektstyret velger å anskaffe et felles fagsystem, settes en anbudsprosess i gang.",
            },
            ["digitalisation"] = new()
            {
                Body =
                    "Velferdsteknologi vil påvirke både organisering og arbeidsform, og kan gi en helt annen måte å utføre tjenestene på enn de fem kommunene har i dag. Arbeidsgruppen skal besøke kommuner som har kommet lenger, og lære av dem.",
            },
            ["resources"] = new()
            {
                Body =
                    "Styringsgruppen ser behov for en prosjektleder med fagkompetanse i 100 % stilling, og for frikjøp av deltakere i arbeidsgruppene. Lederne i fagområdet samles til en felles oppstart, og eksisterende nettverk brukes som referansegrupper.",
                PlanEntries =
                {
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Milestone,
                        Text = "Mandat for arbeidsgruppen",
                        Period = P(when.TwoMonths()),
                    },
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Konsept: utarbeide konseptet og kartlegge utviklingsprosjektene i hver kommune og i Helsehuset",
                        Period = P(when.TwoMonths()),
                    },
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Planlegge gjennomføringen av konseptet",
                        Period = P(when.TwoMonths()),
                    },
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Gjennomføring: samhandle og bygge en ny organisasjonsstruktur",
                        Period = P($"{when.Year}–{when.Year + 2}"),
                    },
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Avslutte prosjektarbeidet og gå over til normal drift",
                        Period = P($"Medio {when.Year + 2}"),
                    },
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Activity,
                        Text = "Realisere gevinster av nye prosesser, organisering og styring",
                        Period = P($"{when.Year}–{when.Year + 9}"),
                    },
                },
                BudgetFrames =
                {
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Operations,
                        Amount = SampleWriter.Nok(2_000_000),
                        PerYear = true,
                        Period = P($"{when.Year + 1}–{when.Year + 2}"),
                        Note = "Inntil 2 mill. kroner per år til drift",
                    },
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Procurement,
                        Note = "Anskaffelse av IKT og velferdsteknologi kommer i tillegg",
                    },
                },
            },
            ["organisation"] = new()
            {
                Body =
                    "Delprosjektet har eget prosjektstyre med representanter fra alle fem kommunene, tillitsvalgte og verneombud. Det sikrer at delprosjektet gjennomføres innenfor mandatet og at resultatmålene nås. Arbeidsgrupper og rådgivende referansegrupper opprettes ved behov.",
                Dependencies =
                {
                    On("A1", "Administrasjon og ledelse", "Organisasjon og personalutvikling", 1),
                    On("A2", "Økonomi", "Økonomiske grunnlagsdokumenter", 1),
                    On(
                        "A3",
                        "Eiendom, miljø og tekniske tjenester",
                        "Avklaring av kjøkkendrift og kommunale bygg når tjenestene lokaliseres",
                        15
                    ),
                    On(
                        "A5",
                        "Kultur og oppvekst",
                        "Helheten i oppvekst og familie: barnevern og PPT der, helsestasjonen her",
                        15
                    ),
                    On(
                        "A/P4",
                        "Interkommunalt samarbeid og eierskap",
                        "Helsehuset, Krisesenteret, avlastningshjemmet og andre selskaper i fagområdet",
                        15
                    ),
                    Outside("NAV", "NAV stat", "Premisser for NAV-kontoret i Indre Østfold"),
                    Outside("Sykehuset", "Sykehuset Østfold", "Samarbeid om pasientforløp"),
                    Outside("Helsedirektoratet", "Helsedirektoratet", "Nasjonale føringer og nytt journalsystem"),
                    Outside("Brukere", "Pårørende- og brukerorganisasjoner", "Innspill og erfaringer"),
                    Outside("Utviklingssenter", "Utviklingssenter for sykehjem og hjemmetjenester i Østfold", "Fagutvikling"),
                },
            },
            ["success-factors"] = new()
            {
                Body = "God medvirkning fra tillitsvalgte er av stor betydning.",
                SuccessFactors =
                {
                    new SuccessFactor { Text = "Tillitsvalgte og verneombud er med fra starten." },
                    new SuccessFactor { Text = "Delprosjektene samordner seg; prosjektstaben har et særlig ansvar." },
                    new SuccessFactor { Text = "Lederne i fagområdet har samme informasjon og felles møteplasser." },
                },
            },
            ["attachments"] = new()
            {
                Attachments =
                {
                    new Attachment { Title = "Vedlegg 1: Analyse av utfordringene", Due = P(when.NextQuarter()) },
                    new Attachment { Title = "Vedlegg 2: Analyse av nåsituasjonen", Due = P(when.NextQuarter()) },
                },
            },
        };
    }

    /// <summary>A1 has come further: its mandate was approved, so that an approved one can be seen too.</summary>
    private static async Task AdministrationMandateAsync(SampleWriter w, string a1, string committee, SampleCalendar when)
    {
        var lead = await w.PersonAsync("Trond Skjelin", "leder for delprosjekt A1");
        var mandate = await w.MandateAsync(
            a1,
            Difi,
            "Mandat for A1 Administrasjon og ledelse",
            when.Days(-45),
            lead,
            new Dictionary<string, Section>(StringComparer.Ordinal)
            {
                ["background"] = new()
                {
                    Body =
                        $"Den nye kommunen trer i kraft 1. januar {when.Year + 3}. Delprosjektet legger grunnlaget for én administrasjon, med ledelse på plass i god tid før de andre delprosjektene skal bemanne sine tjenester.",
                },
                ["purpose"] = new()
                {
                    Body =
                        "Delprosjektet skal foreslå administrativ organisering på overordnet nivå og en framgangsmåte for innplassering av ledere og ansatte, slik at alle vet hvor de hører til før den nye kommunen starter.",
                    Goals =
                    {
                        new Goal
                        {
                            Kind = GoalKind.Main,
                            Text = "Én administrasjon har 10 millioner kroner lavere årlige utgifter til ledelse og stab.",
                            Amount = SampleWriter.Nok(10_000_000),
                            Effect = EffectKind.FullYear,
                            EffectYear = when.Year + 4,
                        },
                    },
                },
                ["changes"] = new()
                {
                    Body =
                        "Fem rådmannsstaber blir én. Ledere på de to øverste nivåene er innplassert et år før den nye kommunen starter, og alle ansatte har fått tilbud om stilling seks måneder før.",
                    ExpectedBenefits =
                    {
                        new ExpectedBenefit
                        {
                            Kind = BenefitKind.Budgetary,
                            Text = "Færre lederstillinger i stab og støtte.",
                            Beneficiary = "Den nye kommunen",
                        },
                    },
                },
                ["items"] = new()
                {
                    Body =
                        "Delprosjektet gis mandat til å utrede og anbefale følgende for den nye kommunen før ledere innplasseres:",
                    Items =
                    {
                        new Item { Text = "Administrativ hovedstruktur med to ledernivåer" },
                        new Item { Text = "Framgangsmåte for innplassering, i tråd med omstillingsavtalen" },
                        new Item { Text = "Felles personal- og lønnssystem" },
                    },
                },
                ["procurement"] = new()
                {
                    ProcurementRelevance = ProcurementRelevance.Yes,
                    Body =
                        "De fem kommunene har tre personal- og lønnssystemer. Den nye kommunen trenger ett, i drift fra første lønnskjøring i januar, og avtalene må sies opp i tide.",
                },
                ["digitalisation"] = new()
                {
                    Body =
                        "Selvbetjening for ansatte skal erstatte papirskjemaer for fravær, reise og permisjon fra første dag i den nye kommunen. Delprosjektet ser på løsningene i tre kommuner som har slått seg sammen tidligere.",
                },
                ["resources"] = new()
                {
                    Body =
                        "Prosjektleder i 50 % stilling, og én arbeidsgruppe med en personalleder fra hver av de fem kommunene som møtes hver fjortende dag gjennom konseptfasen.",
                    PlanEntries =
                    {
                        new PlanEntry
                        {
                            Kind = PlanEntryKind.Phase,
                            Text = "Konsept",
                            Period = new() { Label = when.NextQuarter() },
                        },
                        new PlanEntry
                        {
                            Kind = PlanEntryKind.Milestone,
                            Text = "Hovedstruktur vedtatt",
                            Period = new() { Label = when.DayAhead(5, 15) },
                        },
                    },
                    BudgetFrames =
                    {
                        new BudgetFrame
                        {
                            Kind = BudgetKind.Operations,
                            Amount = SampleWriter.Nok(1_500_000),
                            PerYear = true,
                            Period = new() { Label = $"{when.Year + 1}–{when.Year + 2}" },
                        },
                    },
                },
                ["organisation"] = new()
                {
                    Body =
                        "Prosjektlederen for ny kommune eier delprosjektet. Styringsgruppen er rådmannsgruppen med to tillitsvalgte og hovedverneombudet, og den møtes hver fjortende dag.",
                },
                ["success-factors"] = new()
                {
                    SuccessFactors = { new SuccessFactor { Text = "Ansatte får beskjed samtidig og av sin egen leder." } },
                },
                ["attachments"] = new()
                {
                    Attachments =
                    {
                        new Attachment
                        {
                            Title = "Omstillingsavtalen",
                            Due = new() { Label = when.MonthAhead(0) },
                        },
                    },
                },
            }
        );
        await w.HeardAsync(
            mandate.Name,
            PartyKind.Union,
            Union,
            "Oddvar Myrland",
            when.Days(-40),
            "Støtter mandatet, og ber om at innplassering skjer etter skriftlige kriterier."
        );
        await w.HeardAsync(
            mandate.Name,
            PartyKind.SafetyService,
            "Hovedverneombudet",
            "Leif Tangerud",
            when.Days(-40),
            "Ber om en risikovurdering av arbeidsmiljøet før hovedstrukturen vedtas."
        );
        foreach (var point in (await w.Mandates.CheckGateAsync(new() { Name = mandate.Name })).Points)
        {
            if (point.Kind == GatePointKind.Answered)
            {
                await w.Mandates.AnswerGatePointAsync(
                    new()
                    {
                        Name = mandate.Name,
                        Point = point.Point,
                        Answer = GateAnswer.Met,
                        AnsweredBy = "Trond Skjelin",
                    }
                );
            }
        }
        mandate = await w.Mandates.GetMandateAsync(new() { Name = mandate.Name });
        mandate = await w.Mandates.SubmitMandateAsync(new() { Name = mandate.Name, Etag = mandate.Etag });
        await w.Mandates.DecideMandateAsync(
            new()
            {
                Name = mandate.Name,
                Etag = mandate.Etag,
                Decision = new()
                {
                    Verdict = Verdict.Start,
                    DecisionDate = when.Days(-30),
                    Place = "Askim rådhus",
                    Body = committee,
                    CaseNumber = $"12/{when.Year % 100:00}",
                    Wording = "Fellesnemnda godkjenner mandatet for A1 Administrasjon og ledelse, og konseptfasen starter.",
                    Present =
                    {
                        new[]
                        {
                            "Solveig Brenna",
                            "Tor Arne Haugli",
                            "Marit Skaugrud",
                            "Per Olav Lunderby",
                            "Gunn Rustadbakken",
                            "Amir Hosseini",
                            "Bente Kolstadmo",
                        }.Select(name => new Attendee { DisplayName = name, Voting = true }),
                    },
                    VotesFor = 6,
                    VotesAgainst = 1,
                    Dissents =
                    {
                        new Dissent
                        {
                            DisplayName = "Bente Kolstadmo",
                            Text = "Målet om lavere utgifter bør tallfestes per nivå.",
                        },
                    },
                    Conditions =
                    {
                        new Condition
                        {
                            Text = "Risikovurdering av arbeidsmiljøet legges fram for PSU.",
                            Owner = "Trond Skjelin",
                            DueDate = when.Days(45),
                        },
                    },
                    Signatories =
                    {
                        new Signatory { DisplayName = "Solveig Brenna", Role = "leder av fellesnemnda" },
                    },
                },
            }
        );
    }
}
