using System.Globalization;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The record system of Indre Østfold is chosen under the rules: officer, evaluators and board each do their part.</summary>
public sealed class ProcurementTests(Chromium chromium)
{
    private const string Winner = "Fjordjournal AS";
    private const string Other = "Nordre Journal AS";

    [Fact]
    public async Task A_record_system_is_chosen_from_the_matrix_to_the_signed_contract()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "procurement");
        await walk.NavigateAsync("Behov");
        await walk.FollowAsync("Systemmatrise");
        await walk.SeeAsync("Askim", "Trøgstad");
        await OpenAsync(walk);
        await DeclareAsync(walk);
        // All that is missing is said before anything is locked.
        await walk.PressAsync("Kunngjør og lås kriteriene");
        await walk.SeeAsync("Sett tilbudsfristen.");
        await walk.FollowAsync("Rediger");
        await walk.FillAsync(("DeadlineDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(40))));
        await walk.PressAsync("Lagre");
        await walk.PressAsync("Kunngjør og lås kriteriene");
        await walk.SeeAsync("Anskaffelsen er kunngjort, og kriteriene er låst.");
        await ReceiveAsync(walk, Winner, "974 760 673", "16 900 000");
        await ReceiveAsync(walk, Other, "991 825 827", "17 500 000");

        foreach (var evaluator in new[] { "evaluator", "lead" })
        {
            await walk.SignInAsync(evaluator);
            await OpenAsync(walk);
            await DeclareAsync(walk);
        }
        await walk.WaitDaysAsync(41);
        await walk.SignInAsync("lead");
        await OpenAsync(walk);
        await walk.PressAsync("Åpne som den første");
        await walk.SeeAsync("Ingrid Solbakkmoen har åpnet som den første.");
        await walk.PressAsync("Åpne som den andre");
        await walk.SeeAsync("Du har alt åpnet.");
        await walk.SignInAsync("procurement");
        await OpenAsync(walk);
        await walk.PressAsync("Åpne som den andre");
        await walk.SeeAsync("Tilbud åpnet", "Ingrid Solbakkmoen, Lene Ramstadli");
        foreach (var tenderer in new[] { Winner, Other })
        {
            await walk.LeaveByAsync(walk.Row(tenderer).GetByRole(AriaRole.Link).First);
            await walk.ChooseAsync("Kvalifisert, og alle minstekrav er oppfylt");
            await walk.PressAsync("Lagre");
        }
        await EvaluateAsync(walk);
        await AwardAsync(walk);
        walk.End();
    }

    // Each scores alone; then they agree, with minutes.
    private static async Task EvaluateAsync(OfficeWalk walk)
    {
        foreach (var evaluator in new[] { "evaluator", "lead" })
        {
            await walk.SignInAsync(evaluator);
            await OpenAsync(walk);
            await walk.FollowAsync("Evaluering");
            foreach (var tenderer in new[] { Winner, Other })
            {
                await walk.FollowAsync(tenderer);
                foreach (var criterion in Enumerable.Range(0, 3))
                    await walk.FillAsync(
                        (At(criterion, "Score"), evaluator == "lead" ? "7" : "8"),
                        (At(criterion, "Reason"), "Vist i demonstrasjonen.")
                    );
                await walk.PressAsync("Lagre");
            }
            await walk.PressAsync("Jeg er ferdig");
        }
        await walk.SignInAsync("procurement");
        await OpenAsync(walk);
        await walk.FollowAsync("Evaluering");
        await walk.FollowAsync("Konsensusmøte");
        await walk.FollowAsync("Før referat");
        await walk.FillAsync(("MeetingDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(41))));
        foreach (var present in new[] { "Lene Ramstadli", "Yasmin Tellefsrud", "Ingrid Solbakkmoen" })
            await walk.ChooseAsync(present);
        foreach (var criterion in Enumerable.Range(0, 3))
            await walk.FillAsync(
                (string.Create(CultureInfo.InvariantCulture, $"Criteria[{criterion}].Scores[0].Score"), "7"),
                (string.Create(CultureInfo.InvariantCulture, $"Criteria[{criterion}].Scores[1].Score"), "7"),
                (string.Create(CultureInfo.InvariantCulture, $"Criteria[{criterion}].Minutes"), "Begrunnelsene ble gjennomgått.")
            );
        await walk.PressAsync("Lagre");
        await walk.FollowAsync("Evaluering");
        await walk.FollowAsync("Rangering");
        await walk.SeeAsync($"{Winner} har best forhold mellom pris og kvalitet");

        static string At(int criterion, string field) =>
            string.Create(CultureInfo.InvariantCulture, $"Scores[{criterion}].{field}");
    }

    private static async Task AwardAsync(OfficeWalk walk)
    {
        var organisation = walk.Clients.Organisation;
        var board = (
            await organisation.ListBodiesAsync(new() { Parent = OfficeWalk.IndreOstfold, PageSize = 1000 })
        ).Bodies.First(b => b.DisplayName == "Fellesnemnda");
        var treated = await organisation.CreateCaseAsync(
            new()
            {
                Parent = OfficeWalk.IndreOstfold,
                Case = new() { Title = "Tildeling av journalsystem", Proposal = $"{Winner} tildeles kontrakten." },
            }
        );
        await organisation.SetRouteAsync(
            new()
            {
                Name = treated.Name,
                Treatments =
                {
                    new Treatment { Stage = 1, Body = board.Name },
                },
            }
        );
        await OpenAsync(walk);
        await walk.FollowAsync("Foreslå tildeling");
        await walk.FillAsync(
            ("Tender", Winner),
            ("Reasons", "Lik kvalitet, og lavest pris."),
            ("DecisionCase", "Tildeling av journalsystem")
        );
        await walk.PressAsync("Foreslå");
        await walk.PressAsync("Hent vedtaket");
        await walk.SeeAsync("Ingen har vedtatt saken");
        await organisation.RecordTreatmentAsync(
            new()
            {
                Name = treated.Name,
                Number = 1,
                Outcome = Outcome.Adopted,
                Wording = $"{Winner} tildeles kontrakten.",
                Date = OfficeWalk.Today.AddDays(41).ToDate(),
                CaseNumber = "27/3",
            }
        );
        await walk.PressAsync("Hent vedtaket");
        await walk.SeeAsync("Vedtaket er hentet.", "sak 27/3");
        await walk.PressAsync("Registrer at brevene er sendt i dag");
        await walk.SeeAsync("Brevene er sendt, og karensperioden løper.", "Første dag", "Siste dag");
        await SignAsync(walk);
        await walk.SeeAsync("Kontrakt kan ikke inngås før den er ute.");
        await walk.WaitDaysAsync(15);
        await walk.SignInAsync("procurement");
        await OpenAsync(walk);
        await SignAsync(walk);
        await walk.SeeAsync("Kontrakten er registrert.", "Kontrakt inngått", Winner);
    }

    private static async Task SignAsync(OfficeWalk walk)
    {
        await walk.FollowAsync("Registrer kontrakt");
        await walk.FillAsync(
            ("Value", "16 900 000"),
            ("SignDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(56))),
            ("StartDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(60))),
            ("EndDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(1500)))
        );
        await walk.PressAsync("Registrer");
    }

    private static async Task OpenAsync(OfficeWalk walk)
    {
        await walk.NavigateAsync("Behov");
        await walk.FollowAsync("Anskaffelser");
        await walk.FollowAsync("Felles journalsystem");
    }

    private static async Task DeclareAsync(OfficeWalk walk)
    {
        await walk.FollowAsync("Avgi habilitetserklæring");
        await walk.ChooseAsync("Nei, jeg er habil");
        await walk.PressAsync("Avgi erklæringen");
        await walk.SeeAsync("Erklæringen er avgitt.");
    }

    private static async Task ReceiveAsync(OfficeWalk walk, string tenderer, string number, string price)
    {
        await walk.FollowAsync("Registrer tilbud");
        await walk.FillAsync(("Tenderer", tenderer), ("OrganisationNumber", number), ("Price", price));
        await walk
            .Main.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "tilbud.txt",
                    MimeType = "text/plain",
                    Buffer = "Et tilbud som ingen kan lese."u8.ToArray(),
                }
            );
        await walk.PressAsync("Ta imot og forsegl");
        await walk.SeeAsync("Tilbudet er mottatt og forseglet.");
    }
}
