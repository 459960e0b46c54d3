using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
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
        var decided = await w.Mandates.DecideMandateAsync(
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
        await DeliverablesAsync(w, decided, lead, committee, when);
        await ChangesAsync(w, decided, lead, committee, when);
    }
}
