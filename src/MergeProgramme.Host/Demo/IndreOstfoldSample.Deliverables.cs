using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
    /// <summary>What answers the items of A1's mandate: one waits for the committee, one was returned, one is late, and nothing answers the third item.</summary>
    private static async Task DeliverablesAsync(
        SampleWriter w,
        Mandate mandate,
        string lead,
        string committee,
        SampleCalendar when
    )
    {
        var subProject = mandate.Name[..mandate.Name.IndexOf("/mandates/", StringComparison.Ordinal)];
        async Task<Deliverable> PlanAsync(string title, int item, int due, string description = "") =>
            await w.Mandates.CreateDeliverableAsync(
                new()
                {
                    Parent = subProject,
                    Deliverable = new()
                    {
                        Title = title,
                        Description = description,
                        Responsible = lead,
                        DueDate = when.Days(due),
                        AnsweredItems =
                        {
                            new AnsweredItem { Mandate = mandate.Name, Number = item },
                        },
                    },
                }
            );
        async Task<Deliverable> HandInAsync(Deliverable deliverable, int day, string reference) =>
            await w.Mandates.HandInDeliverableAsync(
                new()
                {
                    Name = deliverable.Name,
                    Etag = deliverable.Etag,
                    HandInDate = when.Days(day),
                    Reference = reference,
                }
            );
        var structure = await PlanAsync(
            "Rapport om administrativ hovedstruktur",
            1,
            0,
            "To alternativer med to ledernivåer, med antall ledere og kostnad for hvert."
        );
        await HandInAsync(structure, -2, $"{when.Year}/1204-7");
        var placing = await HandInAsync(await PlanAsync("Framgangsmåte for innplassering", 2, -15), -16, $"{when.Year}/1204-5");
        await w.Mandates.AnswerDeliverableAsync(
            new()
            {
                Name = placing.Name,
                Etag = placing.Etag,
                Verdict = DeliverableVerdict.Returned,
                Body = committee,
                AnswerDate = when.Days(-9),
                CaseNumber = $"14/{when.Year % 100:00}",
                Wording =
                    "Kriteriene for hvem som er overtallig, er ikke drøftet med de tillitsvalgte. De legges fram på nytt etter drøftingen.",
                NextDueDate = when.Days(30),
            }
        );
        await PlanAsync("Risikovurdering av arbeidsmiljøet", 2, 3);
    }
}
