using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>How the five municipalities go over to one health record: one has a go, and one cannot hold.</summary>
internal static class CutoverSample
{
    private static readonly string[] Questions =
    [
        "Er alle data flyttet og kontrollert mot det gamle systemet?",
        "Har alle brukere fått opplæring og tilgang?",
        "Virker integrasjonene i det nye systemet?",
        "Er support og vakt på plass den første uken?",
    ];

    /// <summary>Plans the cut-overs of systems that stand in the matrix.</summary>
    public static async Task IndreOstfoldAsync(SampleWriter w, SampleCalendar when)
    {
        var systems = (await w.Procurement.ListLegacySystemsAsync(new() { Parent = w.Programme, PageSize = 1000 })).LegacySystems;
        var shires = (
            await w.Organisation.ListMunicipalitiesAsync(new() { Parent = w.Programme, PageSize = 1000 })
        ).Municipalities.ToDictionary(m => m.Name, m => m.DisplayName);
        List<(string Shire, LegacySystem Left)> records =
        [
            .. systems
                .Where(s =>
                    s.Title.StartsWith("Omsorgsjournal Alfa", StringComparison.Ordinal)
                    || s.Title.StartsWith("Helsejournal Beta", StringComparison.Ordinal)
                )
                .Select(s => (shires[s.Municipality], s)),
        ];
        foreach (var (i, (shire, left)) in records.Index())
        {
            // Two weeks between them, and the last one too late: its people are trained after vesting day.
            var before = 70 - i * 14;
            var tooLate = i == records.Count - 1;
            await w.Procurement.CreateCutoverPlanAsync(
                new()
                {
                    Parent = w.Programme,
                    CutoverPlan = new()
                    {
                        Title = $"Ny pasientjournal i {shire}",
                        ServiceFunction = left.ServiceFunction,
                        Municipality = left.Municipality,
                        LegacySystem = left.Name,
                        Target = "Felles journalsystem (anskaffes)",
                        Responsible = "IKT-leder",
                        CutoverDate = Before(when, before),
                        Steps =
                        {
                            Step(
                                CutoverStepKind.DataMigration,
                                $"Flytte journaler fra {left.Title}",
                                Before(when, before + 45),
                                Before(when, before + 5)
                            ),
                            Step(
                                CutoverStepKind.Training,
                                "Opplæring av ansatte",
                                Before(when, before + 30),
                                Before(when, tooLate ? -10 : before + 1)
                            ),
                            Step(
                                CutoverStepKind.ParallelRun,
                                "Begge systemer side om side",
                                Before(when, before + 14),
                                Before(when, before)
                            ),
                        },
                        Checks = { Questions.Select(q => new CutoverCheck { Text = q }) },
                        Fallback =
                            $"{left.Title} holdes åpent for lesing i fire uker. Kommunalsjefen avgjør innen to døgn om kommunen går tilbake.",
                    },
                }
            );
        }
        var payroll = systems.First(s =>
            s.Title.StartsWith("Personal Epsilon", StringComparison.Ordinal) && s.MigrationState == MigrationState.UnderWay
        );
        await GoAsync(w, when, $"Felles lønn i {shires[payroll.Municipality]}", payroll, "Lønn Delta (Askim)");
    }

    // With every question answered.
    private static async Task GoAsync(SampleWriter w, SampleCalendar when, string title, LegacySystem left, string target)
    {
        var plan = await w.Procurement.CreateCutoverPlanAsync(
            new()
            {
                Parent = w.Programme,
                CutoverPlan = new()
                {
                    Title = title,
                    ServiceFunction = left.ServiceFunction,
                    Municipality = left.Municipality,
                    LegacySystem = left.Name,
                    Target = target,
                    Responsible = "Lønnssjefen",
                    CutoverDate = when.Days(40),
                    Steps =
                    {
                        Step(CutoverStepKind.DataMigration, "Flytte ansatte og faste tillegg", when.Days(5), when.Days(25)),
                        Step(CutoverStepKind.ParallelRun, "To lønnskjøringer side om side", when.Days(10), when.Days(39)),
                    },
                    Checks = { Questions.Take(2).Select(q => new CutoverCheck { Text = q }) },
                    Fallback = "Lønnen kjøres i det gamle systemet ut kvartalet.",
                },
            }
        );
        foreach (var check in plan.Checks)
            await w.Procurement.AnswerCutoverCheckAsync(
                new()
                {
                    Name = plan.Name,
                    Number = check.Number,
                    Answer = CutoverAnswer.Yes,
                }
            );
        await w.Procurement.DecideCutoverPlanAsync(
            new()
            {
                Name = plan.Name,
                Verdict = CutoverVerdict.Go,
                Reason = "Prøvekjøringen stemte til siste øre.",
            }
        );
    }

    private static CutoverStep Step(CutoverStepKind kind, string title, Date start, Date end) =>
        new()
        {
            Kind = kind,
            Title = title,
            StartDate = start,
            EndDate = end,
            Responsible = "IKT-leder",
        };

    private static Date Before(SampleCalendar when, int days) => new DateOnly(when.Year + 3, 1, 1).AddDays(-days).ToDate();
}
