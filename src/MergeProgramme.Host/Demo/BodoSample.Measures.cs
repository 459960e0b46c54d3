using Google.Type;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// What the paper asks for, as measures: together 60 MNOK with full-year effect three years after the mandate, decided on in June after it, carried out in 6 to 9
/// months, with effect some months later. The four measures and their parts of the 60 MNOK are made up.
/// </summary>
internal static partial class BodoSample
{
    private static async Task<IReadOnlyList<Measure>> MeasuresAsync(
        SampleWriter w,
        string subProject,
        string council,
        SampleCalendar when
    )
    {
        var goal = await w.Benefits.CreateGoalAsync(
            new()
            {
                Parent = w.Programme,
                GoalId = "nedtrekk",
                Goal = new()
                {
                    Kind = GoalKind.Main,
                    // As the mandate words it: its approval recognises the goal.
                    Text = "Kostnadsreduksjon på 60 millioner kroner i helse og omsorg",
                    Amount = Million(60),
                    Effect = EffectKind.FullYear,
                    EffectYear = when.Year + 3,
                    SubProject = subProject,
                },
            }
        );
        var benefit = await w.Benefits.CreateBenefitAsync(
            new()
            {
                Parent = w.Programme,
                BenefitId = "driftsutgifter",
                Benefit = new()
                {
                    Text = "Lavere driftsutgifter når tjenestene er dimensjonert og tildelt etter felles terskel",
                    Kind = BenefitKind.Budgetary,
                    Beneficiary = "Bodø kommune",
                    Owner = "kommunaldirektør helse og omsorg",
                    Goal = goal.Name,
                    SubProject = subProject,
                },
            }
        );
        // The paper: "ikke vedtak før mai/juni".
        var monthsToJune = (6 - when.Mandate.Month + 12) % 12;
        var firstJune = when.DateAhead(monthsToJune, 1);
        (string Title, string What, string Function, double Low, double Likely, double High, int Probability)[] measures =
        [
            (
                "Sykehjemsplasser blir omsorgsboliger",
                "Tjue langtidsplasser ved to sykehjem gjøres om til omsorgsboliger med bemanning hele døgnet. Atten stillinger faller bort i turnusen fra den måneden boligene tas i bruk.",
                "253",
                20,
                24,
                26,
                90
            ),
            (
                "Hverdagsrehabilitering",
                "Nye brukere av hjemmetjenesten får fire ukers hverdagsrehabilitering før vedtak om varig hjelp. Tre team på fem personer fra dagens stillinger.",
                "254",
                12,
                18,
                21,
                80
            ),
            (
                "Bemanningsnorm i turnus",
                "Turnusene i alle ti soner legges om etter samme norm for bemanning på dag, kveld, natt og helg. Overtid og innleie reduseres tilsvarende.",
                "254",
                9,
                12,
                14,
                85
            ),
            ("Velferdsteknologi", "Effektivisere hjemmetjenesten.", "", 6, 6, 6, 60),
        ];
        List<Measure> created = [];
        foreach (var (title, what, function, low, likely, high, probability) in measures)
        {
            var measure = new Measure
            {
                Title = title,
                Description = what,
                Benefit = benefit.Name,
                SubProject = subProject,
                DecidingBody = council,
                BudgetFunction = function,
                BudgetAccount = function.Length == 0 ? "" : "010",
                Owner = function.Length == 0 ? "" : "virksomhetsleder",
                Prerequisites = function.Length == 0 ? "" : "Drøftet med de tillitsvalgte.",
                DecisionDate = firstJune,
                LeadMonthsMin = 6,
                LeadMonthsMax = 9,
                LagMonthsMin = 2,
                LagMonthsMax = 4,
                RampMonths = 2,
                EffectLow = Million(low),
                EffectLikely = Million(likely),
                EffectHigh = Million(high),
                ProbabilityPercent = probability,
            };
            if (measure.BudgetFunction == "253")
            {
                measure.Costs.Add(
                    new MeasureCost
                    {
                        Text = "Utredning",
                        Amount = Million(0.5),
                        StartDate = when.Mandate,
                        EndDate = when.DateAhead(2, 1),
                    }
                );
                measure.Costs.Add(
                    new MeasureCost
                    {
                        Text = "Prosjektorganisasjon ved siden av driften, 2 millioner i året",
                        Amount = Million(6),
                        StartDate = firstJune,
                        EndDate = when.DateAhead(monthsToJune + 35, 1),
                    }
                );
            }
            created.Add(await w.Benefits.CreateMeasureAsync(new() { Parent = w.Programme, Measure = measure }));
        }
        return created;
    }

    private static Money Million(double amount) => new() { CurrencyCode = "NOK", Units = (long)Math.Round(amount * 1_000_000) };
}
