using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
    /// <summary>Changes asked for in A1's mandate: one approved, which waits for a new version, one assessed, and one just raised.</summary>
    private static async Task ChangesAsync(SampleWriter w, Mandate mandate, string lead, string committee, SampleCalendar when)
    {
        async Task<ChangeRequest> RaiseAsync(string title, string what, string why, int day, params string[] sections) =>
            await w.Mandates.CreateChangeRequestAsync(
                new()
                {
                    Parent = mandate.Name[..mandate.Name.IndexOf("/mandates/", StringComparison.Ordinal)],
                    ChangeRequest = new()
                    {
                        Document = mandate.Name,
                        Title = title,
                        Description = what,
                        Reason = why,
                        Sections = { sections },
                        RaisedBy = lead,
                        RaiseDate = when.Days(day),
                    },
                }
            );
        async Task<ChangeRequest> AssessAsync(ChangeRequest change, int day, ChangeAssessment assessment)
        {
            (assessment.AssessedBy, assessment.AssessDate) = (lead, when.Days(day));
            return await w.Mandates.AssessChangeRequestAsync(
                new()
                {
                    Name = change.Name,
                    Etag = change.Etag,
                    Assessment = assessment,
                }
            );
        }
        var payroll = await AssessAsync(
            await RaiseAsync(
                "Lønnssystemet anskaffes felles",
                "Punkt 3 om personal- og lønnssystem går ut av mandatet.",
                "Alle delprosjektene trenger systemet, og én felles anskaffelse er besluttet.",
                -25,
                "items",
                "procurement"
            ),
            -22,
            new()
            {
                TimeDays = -14,
                Cost = SampleWriter.Nok(-400_000),
                YearlyBenefit = SampleWriter.Nok(250_000),
                Scope = "Delprosjektet leverer kravene til systemet, men anskaffer det ikke.",
                Recommendation = "Anbefales: arbeidet gjøres ett sted, og delprosjektet blir ferdig to uker tidligere.",
            }
        );
        await w.Mandates.DecideChangeRequestAsync(
            new()
            {
                Name = payroll.Name,
                Etag = payroll.Etag,
                Decision = new()
                {
                    Verdict = ChangeVerdict.Approved,
                    DecisionDate = when.Days(-9),
                    Body = committee,
                    CaseNumber = $"15/{when.Year % 100:00}",
                    Wording = "Fellesnemnda godkjenner endringen.",
                },
            }
        );
        await AssessAsync(
            await RaiseAsync(
                "Ledere på tredje nivå tas med",
                "Innplassering av ledere på tredje nivå legges til.",
                "Virksomhetene trenger ledere før bemanningen fordeles.",
                -12,
                "items",
                "resources"
            ),
            -6,
            new()
            {
                TimeDays = 45,
                Cost = SampleWriter.Nok(600_000),
                Benefit = "Ansatte vet tidligere hvem de får som leder.",
                Recommendation = "Anbefales, med en ekstra prosjektmedarbeider i halv stilling i ett halvår.",
            }
        );
        await RaiseAsync(
            "Felles intranett",
            "Intranettet for den nye kommunen legges til delprosjektet.",
            "Ingen andre delprosjekter har det.",
            -3
        );
    }
}
