using MergeProgramme.Stakeholders.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Those whom A4 depends on are registered, planned for, met, asked and answered, until the list of gaps before BP2 says what is left.</summary>
public sealed class EngagementTests(Chromium chromium)
{
    private const string Sheet = """
        Navn;Slag;Hvorfor;Interesse;Innflytelse;Holdning;Ønsket holdning
        Fagforbundet;Organisasjon;Organiserer de fleste i hjemmetjenesten;5;4;Skeptisk;Støtter
        Norsk Sykepleierforbund;Organisasjon;Organiserer sykepleierne;5;4;Nøytral;Støtter
        NAV;Organisasjon;Står i registeret fra før;4;5;;
        Mental Helse;Gruppe;Brukere av lavterskeltilbudet;4;2;Støtter;Støtter
        """;

    [Fact]
    public async Task Those_concerned_by_A4_are_registered_planned_heard_and_answered_up_to_BP2()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Interessenter");
        await walk.SeeAsync("Sykehuset Østfold", "Helsedirektoratet", "NAV stat");
        await walk.FollowAsync("Les inn flere");
        await walk.FillAsync(("Pasted", Sheet));
        await walk.PressAsync("Les arket");
        await walk.SeeAsync("Nye: 3. I registeret fra før: 1. Avvist: 0.");
        await walk.PressAsync("Lagre interessentene");
        await walk.FollowAsync("Fagforbundet");
        await walk.SeeAsync("Skeptisk", "Ønsket: Støtter", "Ikke hørt ennå.");
        await walk.FollowAsync("Rediger");
        await walk.ChooseAsync("A4 Helse, sosial og omsorg");
        await walk.PressAsync("Lagre");

        await walk.NavigateAsync("Kommunikasjon");
        await walk.SeeAsync("På etterskudd");
        await walk.FollowAsync("Nytt tiltak");
        await walk.FillAsync(
            ("Title", "Allmøte for hjemmetjenesten"),
            ("Message", "Hva BP2 gjelder, og hva som ikke er bestemt."),
            ("Channel", "Allmøte"),
            ("Responsible", "Prosjektleder A4"),
            ("Frequency", "Hver måned"),
            ("StartDate", OfficeWalk.Iso(OfficeWalk.Today))
        );
        await walk.ChooseAsync("Fagforbundet");
        await walk.PressAsync("Planlegg");
        await walk.IsWrongAsync("EndDate", "Si hvor lenge det skal gjentas.");
        await walk.FillAsync(("EndDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(100))));
        await walk.PressAsync("Planlegg");
        await walk.ChooseAsync("Gjort");
        await walk.FillAsync(("Note", "Presentasjonen ligger i arkivet, 17/415."));
        await walk.PressAsync("Lagre");
        await Assertions.Expect(walk.Row("17/415")).ToContainTextAsync("Gjort");

        await walk.NavigateAsync("Involvering");
        await walk.SeeAsync("Dialogmøte om pasientforløp", "Ikke hørt på 60 dager");
        await walk.FollowAsync("Ny involvering");
        await walk.FillAsync(("Title", "Møte om heltid"), ("Kind", "Møte"), ("Place", "Askim"));
        await walk.ChooseAsync("Fagforbundet");
        await walk.ChooseAsync("A4 Helse, sosial og omsorg");
        await walk.PressAsync("Før inn");
        await walk.FollowAsync("Nytt innspill");
        await walk.FillAsync(("Stakeholder", "Fagforbundet"), ("Text", "Heltid må stå i mandatet."));
        await walk.PressAsync("Lagre innspillet");
        await walk.FollowAsync("Fagforbundet");
        await walk.NavigateAsync("Involvering");
        await walk.LeaveByAsync(walk.Row("Møte om heltid").GetByRole(AriaRole.Link).First);
        await walk.LeaveByAsync(walk.Row("Heltid må stå").GetByRole(AriaRole.Link).First);
        await walk.ChooseAsync("Tatt inn");
        await walk.FillAsync(("Answer", "Heltid er nå et eget mål."));
        await walk.PressAsync("Lagre svaret");
        await walk.IsWrongAsync("AnswerPlace", "Skriv hvor det er tatt inn.");
        await walk.FillAsync(("AnswerPlace", "Mandatet, mål 4"));
        await walk.PressAsync("Lagre svaret");
        await walk.FillAsync(("TellChannel", "I møtet"));
        await walk.PressAsync("Giveren er underrettet");
        await walk.SeeAsync("Det er notert at giveren er underrettet.");

        await ConsultAsync(walk);
        await GapsAsync(walk);
        walk.End();
    }

    // The consultation of the sample runs out, is answered and concluded.
    private static async Task ConsultAsync(OfficeWalk walk)
    {
        await walk.NavigateAsync("Høringer");
        await walk.FollowAsync("Plassering av helsehus");
        await walk.PressAsync("Lukk høringen");
        await walk.SeeAsync("ikke alle som er spurt, har svart");
        await walk.LeaveByAsync(walk.Row("Askim, nær stasjonen").GetByRole(AriaRole.Link).First);
        await walk.ChooseAsync("Delvis tatt inn");
        await walk.FillAsync(("Answer", "Askim foreslås, stasjonen utredes."), ("AnswerPlace", "Saksframlegget til BP2"));
        await walk.PressAsync("Lagre svaret");
        await walk.WaitDaysAsync(70);
        await walk.SignInAsync("office");
        await walk.NavigateAsync("Høringer");
        await walk.FollowAsync("Plassering av helsehus");
        await walk.PressAsync("Lukk høringen");
        await walk.FillAsync(("Conclusion", "Helsehuset legges til Askim."));
        await walk.PressAsync("Avslutt høringen");
        await walk.SeeAsync("Høringen er avsluttet.", "Helsehuset legges til Askim.");
        var (name, _) = await walk.DownloadAsync("Høringssvar (Word)");
        Assert.Equal("horingssvar-plassering-av-helsehus.docx", name);
    }

    private static async Task GapsAsync(OfficeWalk walk)
    {
        await walk.NavigateAsync("Hull før beslutning");
        await walk.FillAsync(("subProject", "A4 Helse, sosial og omsorg"));
        await walk.PressAsync("Vis");
        // What the law asks for comes first; what was answered is gone.
        await walk.SeeAsync(
            "Kreves av lov eller avtale",
            "Partssammensatt utvalg er ikke hørt",
            "NAV stat er aldri hørt",
            "Innspill fra Pårørende- og brukerorganisasjoner venter på svar",
            "«Nyhetsbrev om A4» skulle vært gjort"
        );
        await Assertions.Expect(walk.Main).Not.ToContainTextAsync("Plassering av helsehus");
        await Assertions.Expect(walk.Main).Not.ToContainTextAsync("Fagforbundet er aldri hørt");
    }

    [Fact]
    public async Task Somebody_is_moved_in_the_picture_by_keyboard_alone_and_what_was_before_is_shown()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, keyboard: true);
        // Of several assessments on one day the last one stands: the sample's are of today.
        await walk.WaitDaysAsync(1);
        await walk.SignInAsync("office");
        await walk.NavigateAsync("Interessenter");
        await Assertions.Expect(walk.Main.Locator(".sh-moved")).ToHaveCountAsync(0);
        await Keys.GoToAsync(Mark("NAV stat"));
        await walk.Page.Keyboard.PressAsync("ArrowDown");
        await walk.Page.Keyboard.PressAsync("ArrowDown");
        await walk.Page.Keyboard.PressAsync("ArrowRight");
        await walk.SeeAsync("NAV stat: interesse 5, innflytelse 3.");
        await walk.PressAsync("Lagre flyttingene");
        await walk.SeeAsync("Én er flyttet.", "Interesse 5, innflytelse 3", "Før: interesse 4, innflytelse 5");
        await Assertions.Expect(walk.Main.Locator(".sh-moved")).ToHaveCountAsync(1);

        // By mouse too, and given up again.
        var hospital = Mark("Sykehuset Østfold");
        var from = (await hospital.BoundingBoxAsync())!;
        await walk.Page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await walk.Page.Mouse.DownAsync();
        await walk.Page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + 120);
        await walk.Page.Mouse.UpAsync();
        await Assertions.Expect(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Lagre flyttingene" })).ToBeVisibleAsync();
        await walk.UseAsync(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Angre" }));
        await Assertions.Expect(hospital).ToHaveAttributeAsync("data-influence", "4");

        var moved = (
            await walk.Clients.Stakeholders.ListStakeholdersAsync(new() { Parent = OfficeWalk.IndreOstfold })
        ).Stakeholders.Single(s => s.DisplayName == "NAV stat");
        Assert.Equal((5, 3), (moved.Interest, moved.Influence));
        walk.End();

        ILocator Mark(string title) => walk.Main.Locator($"[role=button][data-title='{title}']");
    }
}
