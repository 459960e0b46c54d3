using MergeProgramme.Benefits.V1;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A sub-project from its mandate to its final report: each document from the one before it, decided at its point.</summary>
public sealed class DecisionPointsTests(Chromium chromium)
{
    private const string A4 = $"{OfficeWalk.IndreOstfold}/subProjects/a4";

    private const string DoubleEntry = "Mindre dobbeltføring når to journalsystemer blir ett.";

    [Fact]
    public async Task The_office_takes_a_sub_project_from_its_mandate_to_its_final_report()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Mandater");
        await walk.FollowAsync("Mandat for A4 Helse, sosial og omsorg");
        await walk.FollowAsync("Kontroller");
        await walk.PressAsync("Send inn til beslutning");
        await HearAsync(walk, "Fagforening", "Fagforbundet");
        await HearAsync(walk, "Vernetjenesten", "Hovedverneombudet");
        await DecideAsync(
            walk,
            "Starte konseptfasen",
            ("Conditions[0].Text", "Brukerorganisasjonene er hørt om konseptet."),
            ("Conditions[0].Owner", "Ingrid Solbakkmoen"),
            ("Conditions[0].DueDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(60)))
        );

        // The condition of BP1 stops BP2 until somebody has shown that it is met.
        await BeginAsync(walk, "Prosjektforslag (BP2)", "Prosjektforslag for A4 Helse, sosial og omsorg");
        await WriteAsync(walk);
        await HearAsync(walk, "Fagforening", "Fagforbundet");
        await HearAsync(walk, "Vernetjenesten", "Hovedverneombudet");
        await walk.SeeAsync("1 vilkår i forrige vedtak er ikke oppfylt");
        await walk.FollowAsync("Til vilkårene");
        await walk.UseAsync(walk.Main.Locator("#conditions summary").First);
        await walk.FillAsync(("Evidence", "Sak 12/26, vedlegg 2"));
        await walk.PressAsync("Vilkåret er oppfylt");
        await walk.FollowAsync("Gå til den nyeste versjonen (2)");
        await DecideAsync(walk, "Starte planleggingsfasen");

        await BeginAsync(walk, "Styringsdokument (BP3)", "Styringsdokument for A4 Helse, sosial og omsorg");
        await WriteAsync(walk);
        await HearAsync(walk, "Fagforening", "Fagforbundet");
        await HearAsync(walk, "Vernetjenesten", "Hovedverneombudet");
        await DecideAsync(walk, "Starte gjennomføringsfasen");

        // A change of phase, or on to the handover: both are offered.
        await walk.SeeAsync("Begynn på Styringsdokument (BP3.1)");
        await BeginAsync(walk, "Overlevering (BP4)", "Overlevering for A4 Helse, sosial og omsorg");
        await WriteAsync(walk);
        await DecideAsync(walk, "Starte avslutningsfasen");

        await BeginAsync(walk, "Sluttrapport (BP5)", "Sluttrapport for A4 Helse, sosial og omsorg");
        await walk.SeeAsync("Ett felles journalsystem er valgt i god tid før den nye kommunen trer i kraft.");
        await WriteAsync(walk);
        await HandOverAsync(walk);
        await DecideAsync(walk, "Avslutte delprosjektet");
        await Assertions.Expect(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Begynn på" })).ToHaveCountAsync(0);

        var documents = await walk.Clients.Mandates.ListMandatesAsync(new() { Parent = A4 });
        Assert.Equal(
            [DecisionPoint.Bp5, DecisionPoint.Bp4, DecisionPoint.Bp3, DecisionPoint.Bp2, DecisionPoint.Bp1],
            documents.Mandates.Select(d => d.Decision.DecisionPoint)
        );
        await walk.CaughtUpAsync("organisation.move-phase", "mandates");
        Assert.Equal(SubProjectPhase.Closed, (await walk.Clients.Organisation.GetSubProjectAsync(new() { Name = A4 })).Phase);
        walk.End();
    }

    private static async Task BeginAsync(OfficeWalk walk, string what, string title)
    {
        await walk.PressAsync($"Begynn på {what}");
        await Assertions.Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    // What has changed, and then from one missing thing to the next until the check finds nothing, and it is sent in.
    private static async Task WriteAsync(OfficeWalk walk)
    {
        await walk.FollowAsync("Tittel og dato");
        await walk.FillAsync(("ChangeSummary", "Lønnssystemet er tatt ut: alle delprosjektene anskaffer det sammen."));
        await walk.PressAsync("Lagre");
        await walk.FollowAsync("Kontroller");
        while (await walk.Main.GetByRole(AriaRole.Link, new() { Name = "Gå til den første mangelen" }).CountAsync() > 0)
        {
            await walk.FollowAsync("Gå til den første mangelen");
            await walk.FillAsync(
                (
                    "Body",
                    "Fellesnemnda i de fem kommunene vedtok 15. april 2027 to ledernivåer og 12 virksomheter, med 40 ledere i alt."
                )
            );
            await walk.PressAsync("Lagre");
            await walk.LeaveByAsync(walk.Main.Locator(".ds-breadcrumbs a").Last);
            await walk.FollowAsync("Kontroller");
        }
        await walk.PressAsync("Send inn til beslutning");
    }

    // The gate stays closed until the line has accepted; it gives back once, and the project mends what was wrong.
    private static async Task HandOverAsync(OfficeWalk walk)
    {
        var report = new Uri(walk.Page.Url).AbsolutePath;
        await walk.FollowAsync("Gå gjennom sjekklisten");
        await walk.SeeAsync("Linjen har ikke overtatt 3 tiltak og gevinster: Færre skifter av ansatte");
        await walk.FollowAsync("Overlevering av tiltak og gevinster");
        await walk.LeaveByAsync(walk.Row("Mindre dobbeltføring").GetByRole(AriaRole.Link, new() { Name = "Start overlevering" }));
        await walk.FillAsync(
            ("Carrier", "Ingrid Solbakkmoen, leder for delprosjekt A4"),
            ("Receiver", "Ingrid Solbakkmoen, leder for delprosjekt A4")
        );
        await walk.PressAsync("Start overlevering");
        await walk.IsWrongAsync("Receiver", "Overlevering er mellom to.");
        await walk.FillAsync(("Receiver", "Anne-Grethe Sloreby, kommunalsjef for den nye kommunen"));
        await walk.PressAsync("Start overlevering");
        await walk.PressAsync("Foreslå for linjen");
        await walk.SeeAsync("Skriv hvilken dag linjen overtar fra.", "Ikke gjort og ikke forklart: Budsjettlinje");
        await walk.FollowAsync("Forbered");
        await walk.FillAsync(("HandoverDate", OfficeWalk.Iso(OfficeWalk.Today)));
        foreach (var done in await walk.Main.Locator("input[type=checkbox]").AllAsync())
            await done.CheckAsync();
        await walk.PressAsync("Lagre");
        await walk.PressAsync("Foreslå for linjen");
        await walk.SeeAsync("Venter på svar fra Anne-Grethe Sloreby");

        await walk.SignInAsync("line");
        await walk.NavigateAsync("Overlevering");
        await walk.SeeAsync("Venter på ditt svar");
        await walk.FollowAsync(DoubleEntry);
        await walk.FollowAsync("Svar");
        await walk.ChooseAsync("Jeg gir tilbake");
        await walk.PressAsync("Gi svar");
        await walk.IsWrongAsync("Wording", "Skriv hvorfor du gir tilbake");
        await walk.ChooseAsync("Jeg overtar");
        await walk.FillAsync(("Wording", "Om stillingene er ledige."));
        await walk.PressAsync("Gi svar");
        await walk.SeeAsync("Du har overtatt.", "Om stillingene er ledige.", "Dette kan ikke endres.");

        // The other two in the same way.
        var persons = await walk.Clients.Organisation.ListPersonsAsync(
            new() { Parent = OfficeWalk.IndreOstfold, PageSize = 1000 }
        );
        string Person(string name) => persons.Persons.Single(p => p.DisplayName == name).Name;
        var open = await walk.Clients.Benefits.ListHandoverStandingsAsync(
            new()
            {
                Parent = OfficeWalk.IndreOstfold,
                SubProject = A4,
                OpenOnly = true,
            }
        );
        foreach (var standing in open.HandoverStandings)
        {
            var handover = await walk.Clients.Benefits.CreateHandoverAsync(
                new()
                {
                    Parent = OfficeWalk.IndreOstfold,
                    Handover = new()
                    {
                        Subject = standing.Subject,
                        Carrier = Person("Ingrid Solbakkmoen"),
                        Receiver = Person("Anne-Grethe Sloreby"),
                        HandoverDate = OfficeWalk.Today.ToDate(),
                        Items =
                        {
                            new HandoverItem { Text = "Bemanningen er avklart", Done = true },
                        },
                    },
                }
            );
            var proposed = await walk.Clients.Benefits.ProposeHandoverAsync(new() { Name = handover.Name });
            await walk.Clients.Benefits.AnswerHandoverAsync(
                new()
                {
                    Name = proposed.Name,
                    Etag = proposed.Etag,
                    Verdict = HandoverVerdict.Accepted,
                }
            );
        }

        await walk.SignInAsync("office");
        await walk.Page.GotoAsync(new Uri(new Uri(walk.Page.Url), report).AbsoluteUri);
    }

    private static async Task HearAsync(OfficeWalk walk, string kind, string party)
    {
        if (await walk.Main.GetByRole(AriaRole.Link, new() { Name = "Gå gjennom sjekklisten" }).CountAsync() > 0)
            await walk.FollowAsync("Gå gjennom sjekklisten");
        await walk.FollowAsync("Registrer medvirkning");
        await walk.ChooseAsync(kind);
        await walk.FillAsync(("Party", party), ("Representative", "Oddvar Myrland"));
        await walk.ChooseAsync("Drøftet");
        await walk.PressAsync("Før medvirkningen");
    }

    private static async Task DecideAsync(OfficeWalk walk, string verdict, params (string Name, string Value)[] more)
    {
        if (await walk.Main.GetByRole(AriaRole.Link, new() { Name = "Gå gjennom sjekklisten" }).CountAsync() > 0)
            await walk.FollowAsync("Gå gjennom sjekklisten");
        foreach (var met in await walk.Main.Locator("input[type=radio][value=Met]").AllAsync())
            await met.CheckAsync();
        await walk.FillAsync(("AnsweredBy", "Ellen Marie Kvisler"));
        await walk.PressAsync("Lagre svarene");
        await walk.SeeAsync("Alle obligatoriske punkter er oppfylt");
        await walk.FollowAsync("Registrer beslutning");
        await walk.FillAsync(("body", "Fellesnemnda"));
        await walk.PressAsync("Gå videre");
        await walk.FillAsync(("Place", "Askim rådhus"), ("Wording", "Fellesnemnda godkjenner dokumentet."));
        await walk.FillAsync(more);
        await walk.ChooseAsync(verdict);
        await walk.ChooseAsync("Ja, dette er det som ble vedtatt");
        await walk.PressAsync("Registrer beslutningen");
        await walk.SeeAsync($"Besluttet: {verdict}");
    }
}
