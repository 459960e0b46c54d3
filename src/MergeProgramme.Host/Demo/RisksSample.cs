using MergeProgramme.Mandates.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>Risks and critical success factors of the sample programmes: what the documents themselves name, assessed by invented persons.</summary>
internal static class RisksSample
{
    /// <summary>The mandate's own risk: that what was worked out is handed over to a line that does not own it.</summary>
    public static async Task BodoAsync(SampleWriter w, string project, string lead, SampleCalendar when)
    {
        var handover = await CreateAsync(
            w,
            project,
            new()
            {
                Title = "Gevinstene tas ikke ut fordi prosjektet slutter før linjen tar over",
                Cause =
                    "Analysene blir ofte for overordnede, for optimistiske og mangler forankring hos dem som til syvende og sist skal gjennomføre dem i linjen.",
                Effect =
                    "Overleveringen til gjennomføringen svikter, og kostnadsreduksjonen på 60 millioner kroner hentes ikke ut på bunnlinjen.",
                Response = RiskResponse.Reduce,
                Action =
                    "Stille tydelige krav til detaljering av tiltaksbeskrivelsene, og la nøkkelpersoner i prosjektet vite fra starten at de får ansvar også i gjennomføringen.",
                Owner = lead,
                DueDate = when.DateAhead(6, 24),
                TargetProbability = 2,
                TargetConsequence = 4,
            },
            4,
            5,
            "Prosjektmandatet peker på overleveringen som den største risikoen.",
            when.Days(-13)
        );
        await AssessAsync(
            w,
            handover,
            5,
            5,
            "Ingen i linjen er utpekt til å ta imot, og tiltakene er ennå ikke beskrevet slik at de kan gjennomføres.",
            when.Days(-2)
        );
        await CreateAsync(
            w,
            project,
            new()
            {
                Title = "Vedtaket kommer for sent til helårseffekt",
                Cause = "Vedtaket kommer i mai eller juni, og å gjennomføre tiltakene tar typisk 6–9 måneder.",
                Effect = $"Helårseffekten kommer ikke før i {when.Year + 4}, et år etter målet.",
                Response = RiskResponse.Reduce,
                Action = "Starte de tiltakene som ikke krever politisk vedtak, allerede nå.",
                Owner = lead,
            },
            3,
            4,
            "Det stilles store krav til ledelses- og organisasjonskulturen i avdelingen.",
            when.Days(-13)
        );
        await CreateAsync(
            w,
            w.Programme,
            new()
            {
                Title = "Deltakerne får ikke nok fri fra driften",
                Cause = "Deltakerne i prosjektgruppen må sørge for nødvendig fristilling selv.",
                Effect = "Analysene blir lettvinte og overordnede, og tilnærmet null verdt.",
                Response = RiskResponse.Avoid,
                Action = "Avtale prosentvis fristilling med hver leder før oppstart.",
            },
            3,
            3,
            "Avtalt muntlig med de fleste, ikke skriftlig.",
            when.Days(-75)
        );
        await FactorAsync(
            w,
            project,
            "Overleveringen fra prosjektet til gjennomføringen lykkes",
            lead,
            FactorStatus.AtRisk,
            "Ingen i linjen er utpekt til å ta imot.",
            when.Days(-2)
        );
        await FactorAsync(w, project, "Tiltakene er beskrevet så detaljert at linjen kan gjennomføre dem", lead);
    }

    /// <summary>What A4's mandate says can go wrong: five systems, many dependencies, and time.</summary>
    public static async Task IndreOstfoldAsync(SampleWriter w, string a4, string lead, SampleCalendar when)
    {
        var system = await CreateAsync(
            w,
            a4,
            new()
            {
                Title = "Felles journalsystem er ikke i drift når den nye kommunen starter",
                Cause =
                    "De fem kommunene har ulike journalsystemer, og anskaffelsen kan først starte når prosjektstyret har valgt.",
                Effect = "Ansatte må slå opp i flere journaler, og opplysninger om brukere kan gå tapt.",
                Response = RiskResponse.Reduce,
                Action = "Velge system i konseptfasen, og sette krav til flytting av data i konkurransegrunnlaget.",
                Owner = lead,
                DueDate = when.DateAhead(8, 1),
                TargetProbability = 2,
                TargetConsequence = 5,
            },
            4,
            5,
            "Ingen beslutning om anskaffelse er tatt.",
            when.Days(-40)
        );
        await AssessAsync(w, system, 3, 5, "Behovet er meldt, og systemmatrisen er kartlagt.", when.Days(-4));
        await CreateAsync(
            w,
            a4,
            new()
            {
                Title = "Avhengigheter til andre delprosjekter oppdages for sent",
                Cause = "Det er mange avhengigheter mellom delprosjektene, særlig til A1, A2, A3, A5 og A/P4.",
                Effect = "Valg av bygg, organisering og økonomi må gjøres om.",
                Response = RiskResponse.Reduce,
                Action = "Gå gjennom avhengighetene med prosjektstaben hver måned.",
                Owner = lead,
            },
            3,
            3,
            "Avhengighetene er skrevet ned i mandatet.",
            when.Days(-40)
        );
        await CreateAsync(
            w,
            a4,
            new()
            {
                Title = "Statlig finansiering av omsorgstjenester faller bort",
                Cause = "Spydeberg og Hobøl deltar i forsøksordningen med hver sin modell.",
                Effect = "Inntektene til omsorgstjenesten blir lavere enn forutsatt.",
                Response = RiskResponse.Transfer,
                Action = "Be Helsedirektoratet avklare overgangen for en ny kommune.",
            },
            2,
            4,
            "Forsøket er ikke avsluttet.",
            when.Days(-75)
        );
        await CreateAsync(
            w,
            w.Programme,
            new()
            {
                Title = "Daglig drift i kommunene går foran prosjektet",
                Cause = "De som deltar, har full jobb i sin egen kommune fram til frikjøp er avtalt.",
                Effect = "Delprosjektene blir forsinket, og avgjørende deler er ikke på plass 31. desember.",
                Response = RiskResponse.Reduce,
                Action = "Avtale frikjøp med rådmennene for ett halvår om gangen.",
            },
            3,
            4,
            "Frikjøp er avtalt for A4, ikke for de andre.",
            when.Days(-12)
        );
        await FactorAsync(w, w.Programme, "Alle fem kommunestyrer står bak målene", lead);
        await FactorAsync(
            w,
            a4,
            "Tillitsvalgte og verneombud medvirker fra starten",
            lead,
            FactorStatus.OnTrack,
            "Begge sitter i styringsgruppen.",
            when.Days(-4)
        );
    }

    private static async Task<string> CreateAsync(
        SampleWriter w,
        string parent,
        Risk risk,
        int probability,
        int consequence,
        string reason,
        Date date
    ) =>
        (
            await w.Mandates.CreateRiskAsync(
                new()
                {
                    Parent = parent,
                    Risk = risk,
                    Assessment = new()
                    {
                        Probability = probability,
                        Consequence = consequence,
                        Reason = reason,
                        Date = date,
                    },
                }
            )
        ).Name;

    private static async Task AssessAsync(
        SampleWriter w,
        string risk,
        int probability,
        int consequence,
        string reason,
        Date date
    ) =>
        await w.Mandates.AssessRiskAsync(
            new()
            {
                Name = risk,
                Assessment = new()
                {
                    Probability = probability,
                    Consequence = consequence,
                    Reason = reason,
                    Date = date,
                },
            }
        );

    private static async Task FactorAsync(
        SampleWriter w,
        string parent,
        string text,
        string owner,
        FactorStatus status = FactorStatus.Unspecified,
        string reason = "",
        Date? date = null
    )
    {
        var factor = await w.Mandates.CreateCriticalSuccessFactorAsync(
            new()
            {
                Parent = parent,
                CriticalSuccessFactor = new() { Text = text, Owner = owner },
            }
        );
        if (status != FactorStatus.Unspecified)
            await w.Mandates.AssessCriticalSuccessFactorAsync(
                new()
                {
                    Name = factor.Name,
                    Assessment = new()
                    {
                        Status = status,
                        Reason = reason,
                        Date = date,
                    },
                }
            );
    }
}
