using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
    /// <summary>A4's mandate, in the order of the template.</summary>
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
}
