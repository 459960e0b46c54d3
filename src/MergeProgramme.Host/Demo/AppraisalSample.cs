using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>The choice that the rest waits for: which health-record system survives. It waits for the committee's decision.</summary>
internal static class AppraisalSample
{
    /// <summary>Puts the four ways side by side, for systems that stand in the matrix.</summary>
    public static async Task IndreOstfoldAsync(SampleWriter w, SampleCalendar when)
    {
        var systems = (await w.Procurement.ListLegacySystemsAsync(new() { Parent = w.Programme, PageSize = 1000 })).LegacySystems;
        var (alfa, beta) = (
            systems.First(s => s.Title.StartsWith("Omsorgsjournal Alfa", StringComparison.Ordinal)),
            systems.First(s => s.Title.StartsWith("Helsejournal Beta", StringComparison.Ordinal))
        );
        var vesting = new DateOnly(when.Year + 3, 1, 1);
        await w.Procurement.CreateOptionAppraisalAsync(
            new()
            {
                Parent = w.Programme,
                OptionAppraisal = new()
                {
                    Question = "Hvilket journalsystem skal den nye kommunen ha?",
                    ServiceFunction = alfa.ServiceFunction,
                    Options =
                    {
                        new AppraisalOption
                        {
                            Kind = AppraisalOptionKind.Continue,
                            Title = "Alle bruker Helsejournal Beta",
                            LegacySystem = beta.Name,
                            Permitted = PermittedAnswer.Unsure,
                            PermittedReason =
                                "Avtalen i Trøgstad løper uten sluttdato. Om flere kommuner kan komme inn, må avklares.",
                            Cost = Kroner(9_500_000),
                            CostText = "Lisenser og drift i fem år, og flytting fra Askim og Eidsberg.",
                            CostLevel = 2,
                            RiskText = "Systemet er ikke prøvd med mer enn 300 brukere.",
                            RiskLevel = 4,
                            BenefitText = "Tre av fem kommuner kjenner det.",
                            BenefitLevel = 2,
                            UsableDate = vesting.AddDays(-120).ToDate(),
                            Drawbacks = "To av tre ansatte må læres opp likevel.",
                        },
                        new AppraisalOption
                        {
                            Kind = AppraisalOptionKind.Extend,
                            Title = "Askims avtale om Omsorgsjournal Alfa utvides",
                            LegacySystem = alfa.Name,
                            Permitted = PermittedAnswer.No,
                            PermittedReason =
                                "Avtalen gjelder Askim alene og har ingen opsjon. Fire kommuner til er en vesentlig endring, og verdien er over terskelen.",
                            Cost = Kroner(11_200_000),
                            CostText = "Lisenser og drift i fem år.",
                            CostLevel = 3,
                            RiskText = "Klage, og en avtale som kan kjennes uten virkning.",
                            RiskLevel = 5,
                            BenefitText = "Raskest i gang, og kjent for flest.",
                            BenefitLevel = 3,
                            UsableDate = vesting.AddDays(-200).ToDate(),
                            Drawbacks = "Ingen konkurranse om pris eller kvalitet.",
                        },
                        new AppraisalOption
                        {
                            Kind = AppraisalOptionKind.Tender,
                            Title = "Konkurranse om et nytt felles system",
                            Permitted = PermittedAnswer.Yes,
                            PermittedReason = "Kunngjort konkurranse etter forskriften.",
                            Cost = Kroner(12_800_000),
                            CostText = "Lisenser og drift i fem år, innføring og flytting fra begge systemer.",
                            CostLevel = 4,
                            RiskText = "Tiden: klage eller sen levering flytter omleggingen mot virkningsdagen.",
                            RiskLevel = 3,
                            BenefitText = "Ett system som er valgt for den nye kommunen, og like vilkår for alle fem.",
                            BenefitLevel = 5,
                            UsableDate = vesting.AddDays(-70).ToDate(),
                            Drawbacks = "Alle må læres opp.",
                        },
                        new AppraisalOption
                        {
                            Kind = AppraisalOptionKind.Develop,
                            Title = "Utvikle sammen med nabokommunene",
                            Permitted = PermittedAnswer.Yes,
                            PermittedReason = "Samarbeid mellom offentlige, uten kjøp i markedet.",
                            CostText = "Ikke kjent.",
                            CostLevel = 5,
                            RiskText = "Ingen har gjort det før.",
                            RiskLevel = 5,
                            BenefitText = "Slik kommunene vil ha det.",
                            BenefitLevel = 4,
                            UsableDate = vesting.AddDays(540).ToDate(),
                            Drawbacks = "Ikke i tide.",
                        },
                    },
                    RecommendedOption = 3,
                    RecommendationReason =
                        "Det eneste alternativet som både er innenfor reglene, kan være i bruk før virkningsdagen og gir alle fem like vilkår.",
                },
            }
        );
    }

    private static Google.Type.Money Kroner(long kroner) => new() { CurrencyCode = "NOK", Units = kroner };
}
