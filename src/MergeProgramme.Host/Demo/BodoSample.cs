using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>Bodø turns its health and care sector round: 60 MNOK with full-year effect, two years after the mandate's next new year.</summary>
internal static partial class BodoSample
{
    private const string Template = "templates/prosjektmandat";

    public static async Task LoadAsync(SampleWriter w, string id, string displayName, SampleCalendar when)
    {
        await w.ProgrammeAsync(
            id,
            new()
            {
                DisplayName = displayName,
                Kind = ProgrammeKind.ServiceTransformation,
                VestingDate = when.NewYear(3),
                Description =
                    "Helhetlig gjennomgang av helse- og omsorgssektoren i Bodø kommune. Eksempeldata: personer og organisasjonsnummer er oppdiktet.",
                Goals =
                {
                    new ProgrammeGoal
                    {
                        Text =
                            $"Utgiftene i helse og omsorg er redusert med 60 millioner kroner, med helårseffekt fra og med {when.Year + 3}.",
                    },
                    new ProgrammeGoal { Text = "Nedtrekket gir minst mulig konsekvenser for brukerne." },
                    new ProgrammeGoal { Text = "Gevinstene hentes reelt ut på bunnlinjen." },
                },
            }
        );
        var start = when.Days(-14);
        var bodo = await w.MunicipalityAsync("Bodø", "1804", "310406929", MunicipalityRole.Cooperating);
        var council = await w.BodyAsync(
            new()
            {
                DisplayName = "Bystyret",
                Kind = BodyKind.LineCouncil,
                Authority = BodyAuthority.Deciding,
                Municipality = bodo,
                Quorum = 3,
                Decides = { DecisionPoint.Bp1, DecisionPoint.Bp3, DecisionPoint.Bp5 },
                StartDate = start,
            }
        );
        await w.AppointAsync(council, "Ida Marie Breivikås", "ordfører", start, bodo, AppointmentRole.Chair);
        await w.AppointAsync(council, "Odd Kåre Løpsmark", "varaordfører", start, bodo, AppointmentRole.DeputyChair);
        await w.AppointAsync(council, "Grete Valnesfjord", "representant", start, bodo);
        await w.AppointAsync(council, "Jens Petter Kjerringøy", "representant", start, bodo);
        await w.AppointAsync(council, "Unni Tverlandsli", "representant", start, bodo);
        var committee = await w.BodyAsync(
            new()
            {
                DisplayName = "Formannskapet",
                Kind = BodyKind.LineCouncil,
                Authority = BodyAuthority.Deciding,
                Municipality = bodo,
                ParentBody = council,
                StartDate = start,
            }
        );
        await ControlCommitteeAsync(w, council, start, bodo);
        var lead = await w.PersonAsync("Sindre Mørkvedhaug", "stabsleder, HO-stab", bodo);
        var project = await w.SubProjectAsync(
            new()
            {
                Code = "A1",
                DisplayName = "Framtida vårres del 2 (PFV2)",
                Kind = SubProjectKind.Administrative,
                Purpose = "Analysere driften i helse og omsorg, anbefale tiltak og sørge for at gevinstene tas ut.",
                Lead = lead,
                ReportingCadence = new()
                {
                    IntervalDays = 14,
                    DueDaysBefore = 2,
                    FirstMeetingDate = when.Days(13),
                    LastMeetingDate = when.DateAhead(6, 24),
                },
            }
        );
        var steering = await GroupsAsync(w, project, council, start, bodo, lead);
        await SamplePositions.BodoAsync(w, when);
        await w.StakeholderAsync(
            "KS-Konsulent",
            StakeholderKind.Organisation,
            "Leder analysen, lager metaanalyser og forslag til innsatsområder.",
            4,
            3,
            project
        );
        await w.StakeholderAsync(
            "Norsk Sykepleierforbund",
            StakeholderKind.Organisation,
            "Tillitsvalgte tas med etter hovedavtalen.",
            5,
            4,
            project
        );
        await w.StakeholderAsync(
            "Brukere og pårørende i helse og omsorg",
            StakeholderKind.Group,
            "Merker følgene når nivå og terskel for tjenester endres.",
            5,
            2,
            project
        );
        await w.MandateAsync(project, Template, "Prosjektmandat: Framtida vårres del 2", when.Mandate, lead, Sections(when));
        await RisksSample.BodoAsync(w, project, lead, when);
        var measures = await MeasuresAsync(w, project, council, when);
        await HandoversAsync(w, measures, lead, when);
        await BudgetSample.BodoAsync(w, project, when);
        await EnablersAsync(w, project);
        await LedgerAsync(w, measures);
        await IndicatorSample.BodoAsync(w, when);
        await MeetingsAsync(w, project, council, committee, steering, lead, when);
    }

    // Audits on behalf of the council, so nobody there may decide elsewhere. The law of today has no rule yet in the sample of 2013.
    private static async Task ControlCommitteeAsync(SampleWriter w, string council, Google.Type.Date start, string bodo)
    {
        var effect = new Google.Type.Date
        {
            Year = 2019,
            Month = 11,
            Day = 1,
        };
        const string Source = "kommuneloven (2018) § 23-1";
        var committee = await w.BodyAsync(
            new()
            {
                DisplayName = "Kontrollutvalget",
                Kind = BodyKind.ControlCommittee,
                Authority = BodyAuthority.Advisory,
                ParentBody = council,
                StartDate = start,
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = CompositionRuleKind.Members,
                        Minimum = 5,
                        Source = Source,
                        StatutoryRule = $"{w.Programme}/statutoryRules/kontrollutvalg-fem",
                        StartDate = effect,
                    },
                    new CompositionRule
                    {
                        Kind = CompositionRuleKind.NoDeciders,
                        Source = Source,
                        StatutoryRule = $"{w.Programme}/statutoryRules/kontrollutvalg-avgjor-ikke",
                        StartDate = effect,
                    },
                    new CompositionRule { Kind = CompositionRuleKind.Deputies, Minimum = 1 },
                },
            }
        );
        await w.AppointAsync(committee, "Birger Løpshavn", "pensjonist", start, bodo, AppointmentRole.Chair);
        await w.AppointAsync(committee, "Hilde Straumsnes", "lærer", start, bodo, AppointmentRole.DeputyChair);
        await w.AppointAsync(committee, "Ørjan Festvågli", "regnskapsfører", start, bodo);
        await w.AppointAsync(committee, "Marte Kjerringvik", "advokat", start, bodo);
        await w.AppointAsync(committee, "Terje Misværdal", "bonde", start, bodo);
        await w.AppointAsync(
            committee,
            await w.PersonAsync("Laila Skjelstadvåg", "revisor", bodo),
            start,
            bodo,
            AppointmentRole.DeputyMember,
            callOrder: 1
        );
    }

    private static async Task<string> GroupsAsync(
        SampleWriter w,
        string project,
        string council,
        Google.Type.Date start,
        string bodo,
        string lead
    )
    {
        var steering = await w.BodyAsync(
            new()
            {
                DisplayName = "Styringsgruppe PFV2",
                Kind = BodyKind.SteeringGroup,
                Authority = BodyAuthority.Deciding,
                ParentBody = council,
                SubProject = project,
                StartDate = start,
                CompositionRules =
                {
                    new CompositionRule { Kind = CompositionRuleKind.OneChair },
                    new CompositionRule
                    {
                        Kind = CompositionRuleKind.Members,
                        Minimum = 5,
                        Source = "Prosjektmandat PFV2",
                    },
                },
            }
        );
        await w.AppointAsync(
            steering,
            "Randi Skjerstadnes",
            "kommunaldirektør helse og omsorg",
            start,
            bodo,
            AppointmentRole.Chair
        );
        await w.AppointAsync(steering, "Morten Saltdalsmo", "HR-sjef", start, bodo);
        await w.AppointAsync(steering, "Eirin Nordstrandå", "IKT-sjef", start, bodo);
        await w.AppointAsync(steering, "Vidar Asphaugen", "økonomidirektør", start, bodo);
        var consultant = await w.AppointAsync(
            steering,
            "Håkon Rønvikmo",
            "ledende konsulent",
            start,
            "",
            AppointmentRole.Member,
            Representation.External,
            "KS-Konsulent"
        );
        var group = await w.BodyAsync(
            new()
            {
                DisplayName = "Prosjektgruppe PFV2",
                Kind = BodyKind.ProjectGroup,
                Authority = BodyAuthority.Advisory,
                ParentBody = steering,
                SubProject = project,
                StartDate = start,
                CompositionRules =
                {
                    new CompositionRule
                    {
                        Kind = CompositionRuleKind.UnionRepresentatives,
                        Minimum = 1,
                        Source = "Prosjektmandat PFV2",
                    },
                },
            }
        );
        await w.AppointAsync(group, lead, start, bodo, AppointmentRole.Lead, percent: 60);
        await w.AppointAsync(group, consultant, start, "", AppointmentRole.Member, Representation.External, "KS-Konsulent");
        await w.AppointAsync(group, "Lise Bertnesmoen", "fagleder", start, bodo, percent: 60);
        await w.AppointAsync(group, "Arild Hunstadmo", "økonomirådgiver", start, bodo, percent: 60);
        await w.AppointAsync(group, "Tomas Alstadhaug", "IKT-konsulent", start, bodo, percent: 40);
        await w.AppointAsync(group, "Synnøve Stordal", "rådgiver, HO-stab", start, bodo, percent: 60);
        await w.AppointAsync(
            group,
            "Elin Jakobsbakk",
            "tillitsvalgt",
            start,
            "",
            AppointmentRole.Member,
            Representation.Union,
            "Norsk Sykepleierforbund",
            percent: 20
        );
        return steering;
    }

    private static Dictionary<string, Section> Sections(SampleCalendar when)
    {
        PlanEntry Milestone(string text, string label) =>
            new()
            {
                Kind = PlanEntryKind.Milestone,
                Text = text,
                Period = new() { Label = label },
            };
        return new(StringComparer.Ordinal)
        {
            ["background"] = new()
            {
                Body =
                    "Som en forlengelse av prosjekt Framtida vårres settes det i gang en helhetlig analyse av helse- og omsorgssektoren i Bodø kommune, med ekstern bistand. Driften sammenlignes med andre kommuner ut fra KOSTRA, IPLOS, nasjonal helsestatistikk og brukerundersøkelser. Tillitsvalgte tas med etter hovedavtalen og hovedtariffavtalen.",
            },
            ["items"] = new()
            {
                Body = "Analysen skal se nærmere på følgende forhold i helse- og omsorgstjenesten i Bodø kommune:",
                Items =
                {
                    new[]
                    {
                        "Dimensjonering av helse- og omsorgstjenesten",
                        "Kjerneområder for tjenesten, med nivå og terskel for tildeling",
                        "Tjenesteprofil: forholdet mellom institusjon og hjemmebaserte tjenester",
                        "Fysiske strukturer: hva det koster at tjenestene er fordelt på ulike bygg",
                        "Velferdsteknologi, med innføring av verktøy",
                    }.Select(text => new Item { Text = text }),
                },
            },
            ["goals"] = new()
            {
                Body =
                    $"Analysen skal anbefale tiltak på kort og lang sikt som til sammen gir grunnlag for å redusere utgiftene med 60 millioner kroner fra og med {when.Year + 3}.",
                Goals =
                {
                    new Goal
                    {
                        Kind = GoalKind.Main,
                        Text = "Kostnadsreduksjon på 60 millioner kroner i helse og omsorg.",
                        Amount = SampleWriter.Nok(60_000_000),
                        Effect = EffectKind.FullYear,
                        EffectYear = when.Year + 3,
                    },
                    new Goal
                    {
                        Kind = GoalKind.Result,
                        Text =
                            "Vise hvordan helse og omsorg kan organiseres og drives med et nedtrekk på 60–80 millioner, med minst mulig konsekvenser for brukerne.",
                        Amount = SampleWriter.Nok(60_000_000),
                        AmountMax = SampleWriter.Nok(80_000_000),
                        Effect = EffectKind.FullYear,
                        EffectYear = when.Year + 3,
                    },
                    new Goal
                    {
                        Kind = GoalKind.Result,
                        Text = "Et troverdig og anvendelig grunnlag for å beslutte ny organisering og driftsform.",
                        EffectYear = when.Year + 1,
                    },
                },
            },
            ["benefits"] = new()
            {
                Body =
                    "Utredningen sikrer ingen gevinster; det gjør hele løpet fram til effekten er kontrollert på bunnlinjen. Linjen tar eierskapet til hele løpet.",
                ExpectedBenefits =
                {
                    new ExpectedBenefit
                    {
                        Kind = BenefitKind.Budgetary,
                        Text = "Lavere driftsutgifter når tjenestene er dimensjonert og tildelt etter felles terskel.",
                        Beneficiary = "Bodø kommune",
                    },
                    new ExpectedBenefit
                    {
                        Kind = BenefitKind.AvoidedCost,
                        Text = "Færre institusjonsplasser når flere får hjelp hjemme.",
                        Beneficiary = "Bodø kommune",
                    },
                },
            },
            ["organisation"] = new()
            {
                Body =
                    "Rådmannen eier prosjektet. Kommunaldirektøren for helse og omsorg leder styringsgruppen, der HR, IKT, økonomi og konsulenten er med. Prosjektgruppen ledes av stabslederen. Deltakerne må fristilles, og må regne med at mesteparten av tiden går med til prosjektet.",
            },
            ["budget"] = new()
            {
                ProcurementRelevance = ProcurementRelevance.Yes,
                Body =
                    "Det settes av 0,5 millioner kroner til utredningen. Rammen dekker først og fremst kjøp av prosjektleder og utredning. En prosjektorganisasjon ved siden av driften vil koste 1,5 til 2,0 millioner kroner i året (2–3 stillinger) de neste 2–4 årene. Konsulenttjenester kjøpes etter lov om offentlige anskaffelser.",
                BudgetFrames =
                {
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Assessment,
                        Amount = SampleWriter.Nok(500_000),
                        Period = new() { Label = when.TertialBefore() },
                        Note = "Kjøp av prosjektleder og utredning",
                    },
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Operations,
                        Amount = SampleWriter.Nok(2_000_000),
                        PerYear = true,
                        Period = new() { Label = $"{when.Year + 1}–{when.Year + 4}" },
                        Note = "Prosjektorganisasjon for gjennomføring og gevinstrealisering, 1,5–2,0 mill. i året",
                    },
                },
            },
            ["reporting"] = new()
            {
                Body =
                    "Prosjektet rapporterer skriftlig hver 14. dag, senest 2 dager før styringsgruppens møte. Styringsgruppen møtes hver 14. dag, etter at det er rapportert, og orienterer ledermøtet jevnlig om framdriften.",
            },
            ["scope"] = new()
            {
                Body =
                    "Prosjektarbeid, kjøp av konsulenttjenester, kvalitativ og kvantitativ kartlegging, økonomisk analyse, KOSTRA- og brukeranalyser, besøk hos og sammenligning med andre kommuner, byggtekniske kartlegginger, rapportskriving, informasjon, personalmøter og medvirkning fra ansatte og tillitsvalgte.",
            },
            ["milestones"] = new()
            {
                PlanEntries =
                {
                    Milestone("Kjøp av prosjektleder og konsulenttjenester", when.MonthAhead(1)),
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Activity,
                        Text = "Oppstartsmøte i styringsgruppa",
                        Period = new() { Label = when.Week(4) },
                    },
                    Milestone("Prosjektgruppen er konstituert", when.MonthAhead(2)),
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Analyse og tiltak ferdigstilles",
                        Period = new() { Label = when.ThreeMonthsAhead(3) },
                    },
                    Milestone("Behandling i formannskapet", when.DayAhead(6, 9)),
                    Milestone("Behandling i bystyret", when.DayAhead(6, 24)),
                    Milestone("Drøftinger med tillitsvalgte", when.MonthAhead(7)),
                    Milestone($"Innspill til tertialrapport og økonomiplan {when.Year + 2}–{when.Year + 5}", when.MonthAhead(7)),
                },
            },
            ["success-factors"] = new()
            {
                Body = "Lettvinte og overordnede analyser er tilnærmet null verdt.",
                SuccessFactors =
                {
                    new SuccessFactor
                    {
                        Text = "Overleveringen fra prosjektet til gjennomføringen: dette er den største risikoen.",
                    },
                    new SuccessFactor { Text = "Tiltakene er beskrevet så detaljert at linjen kan gjennomføre dem." },
                    new SuccessFactor
                    {
                        Text = "Nøkkelpersoner i prosjektet vet fra starten at de får ansvar også i gjennomføringen.",
                    },
                },
            },
            ["attachments"] = new()
            {
                Attachments =
                {
                    new Attachment
                    {
                        Title = "Tertialrapport med budsjettreguleringer",
                        Reference = "PS 13/169",
                        Due = new() { Label = when.MonthAhead(0) },
                    },
                },
            },
        };
    }
}
