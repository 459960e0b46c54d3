using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A case on its way through the steering group: from the series of meetings to minutes that nobody can change.</summary>
public sealed class MeetingTests(Chromium chromium)
{
    private const string Group = "Styringsgruppe A4";
    private const string Case = "Felles vaktsentral for trygghetsalarmer";
    private const string Proposal = "Styringsgruppen anbefaler én felles vaktsentral for trygghetsalarmer fra 1. januar.";

    [Fact]
    public async Task A_case_is_prepared_treated_with_votes_and_dissent_and_its_minutes_are_locked()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        var day = NorwegianCalendar.OnOrNextWorkingDay(OfficeWalk.Today.AddDays(7));
        await OpenCaseAsync(walk, day);
        await PlanAsync(walk, day);
        await InviteAsync(walk, day);

        await walk.WaitDaysAsync(day.DayNumber - OfficeWalk.Today.DayNumber);
        await walk.LeaveByAsync(walk.Page.Locator("a.mp-brand"));
        await walk.FollowAsync("Indre Østfold kommune");
        await GoToMeetingAsync(walk);

        await HoldAsync(walk);
        await DecideAsync(walk);
        await walk.FollowAsync("Ny oppfølging");
        await walk.FillAsync(
            ("Text", "Innhent avtalene om trygghetsalarmer i de fem kommunene"),
            ("Owner", "Camilla Rødenesli, rådgiver helse og velferd"),
            ("DueDate", OfficeWalk.Iso(day.AddDays(20))),
            ("Item", Case)
        );
        await walk.PressAsync("Legg til oppfølgingen");
        await OfficeWalk.SeeInAsync(walk.Row("Innhent avtalene"), "Camilla Rødenesli", OfficeWalk.Shown(day.AddDays(20)), "Åpen");

        await ApproveAsync(walk);

        // Where the case stands now.
        await walk.NavigateAsync("Saker");
        await OfficeWalk.SeeInAsync(walk.Row(Case), "Under behandling", "Fellesnemnda");
        await walk.FollowAsync(Case);
        await walk.SeeAsync($"Sist behandlet av {Group} {OfficeWalk.Shown(day)}: vedtatt", "Venter på Fellesnemnda");
        await OfficeWalk.SeeInAsync(walk.Row(Group), "Vedtatt", "2013/6984");
        await walk.NavigateAsync("Oppfølging");
        await OfficeWalk.SeeInAsync(walk.Row("Innhent avtalene"), Group, "Camilla Rødenesli");
        walk.End();
    }

    private static async Task OpenCaseAsync(OfficeWalk walk, DateOnly day)
    {
        await walk.NavigateAsync("Saker");
        await walk.FollowAsync("Ny sak");
        await walk.FillAsync(
            ("Title", Case),
            ("Proposal", Proposal),
            ("SubProject", "A4 Helse, sosial og omsorg"),
            ("ArchiveReference", "2013/6984")
        );
        await walk.PressAsync("Opprett saken");
        await walk.FillAsync(
            ("Rows[0].Body", Group),
            ("Rows[0].PlannedDate", OfficeWalk.Iso(day)),
            ("Rows[1].Body", "Fellesnemnda"),
            ("Rows[1].PlannedDate", OfficeWalk.Iso(day.AddDays(15)))
        );
        await walk.PressAsync("Lagre saksgangen");
        await walk.SeeAsync($"Venter på {Group}");
    }

    private static async Task PlanAsync(OfficeWalk walk, DateOnly day)
    {
        await walk.NavigateAsync("Møter");
        await walk.FollowAsync(Group);
        await walk.FollowAsync("Ny møteserie");
        await walk.FillAsync(
            ("FirstDate", OfficeWalk.Iso(day)),
            ("LastDate", OfficeWalk.Iso(day.AddDays(50))),
            ("IntervalDays", "14"),
            ("StartTime", "12:00"),
            ("EndTime", "14:00"),
            ("Place", "Trøgstad kommunehus"),
            ("PapersDays", "2"),
            ("PapersDayKind", "Virkedager")
        );
        await walk.PressAsync("Vis datoene");
        await walk.SeeAsync("Dette blir 4 møter");
        var due = NorwegianCalendar.AddWorkingDays(day, -2);
        await OfficeWalk.SeeInAsync(walk.Row(OfficeWalk.Shown(day)), OfficeWalk.Shown(due));
        await walk.PressAsync("Opprett møtene");
        await walk.SeeAsync("4 møter er opprettet");
        await walk.LeaveByAsync(walk.Row("kl. 12.00–14.00").First.GetByRole(AriaRole.Link).First);

        // The case that waits for the body becomes an item, with the next free number.
        await walk.FollowAsync("Sett opp saksliste");
        await walk.FillAsync(("Rows[0].Case", Case), ("Rows[0].Kind", "Beslutning"));
        await walk.ChooseAsync("Gi beslutningssaker uten saksnummer de neste ledige numrene");
        await walk.PressAsync("Lagre sakslisten");
        await walk.SeeAsync(Case, Proposal, $"Sak {day.Year % 100}/", "2 virkedager før møtet", OfficeWalk.Shown(due));
    }

    private static async Task InviteAsync(OfficeWalk walk, DateOnly day)
    {
        var (name, path) = await walk.DownloadAsync("Innkalling til kalenderen (.ics)");
        Assert.EndsWith(".ics", name, StringComparison.Ordinal);
        var calendar = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("BEGIN:VEVENT", calendar, StringComparison.Ordinal);
        Assert.Contains($"{day:yyyyMMdd}T120000", calendar, StringComparison.Ordinal);
        await walk.FollowAsync("Møteinnkalling");
        await walk.SeeAsync("Hanne Vestbymoen (leder)", Case, Proposal);
        await walk.Page.GoBackAsync();
        await walk.PressAsync("Innkallingen er sendt");
        await walk.SeeAsync("Innkallingen er ført som sendt i dag", "Innkalt");
    }

    private static async Task GoToMeetingAsync(OfficeWalk walk)
    {
        await walk.NavigateAsync("Møter");
        await walk.LeaveByAsync(walk.Row("kl. 12.00–14.00").First.GetByRole(AriaRole.Link).First);
    }

    private static async Task HoldAsync(OfficeWalk walk)
    {
        await walk.FollowAsync("Før oppmøte");
        await walk.SeeAsync("Organet er vedtaksført når 6 av 10 stemmer er til stede");
        await walk
            .Main.GetByLabel("Oppmøte: Nina Grønnsund", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "Forfall" });
        await walk.PressAsync("Møtet er holdt med dette oppmøtet");
        await walk.SeeAsync("Vedtaksført", "9 av 10 stemmer til stede");
    }

    private static async Task DecideAsync(OfficeWalk walk)
    {
        await walk.FollowAsync($"Før vedtak: {Case}");
        await walk.ChooseAsync("Vedtatt");
        await Assertions.Expect(walk.Field("Wording")).ToHaveValueAsync(Proposal);
        await walk.FillAsync(("ArchiveReference", "2013/6984"), ("VotesFor", "18"), ("VotesAgainst", "1"));
        await walk.PressAsync("Lagre vedtaket");
        await walk.SeeAsync("Det er ført 19 stemmer, men bare 9 hadde stemmerett i møtet");
        await walk.FillAsync(
            ("VotesFor", "8"),
            ("Dissents[0].Person", "Farah Nordin"),
            ("Dissents[0].Words", "Vaktsentralen må ligge der fagfolkene er.")
        );
        await walk.PressAsync("Lagre vedtaket");
        await walk.SeeAsync("8 for, 1 mot, 0 avholdende", "Protokolltilførsel fra Farah Nordin", "Arkivsak 2013/6984");
    }

    private static async Task ApproveAsync(OfficeWalk walk)
    {
        var meeting = new Uri(walk.Page.Url).GetLeftPart(UriPartial.Path);
        // Somebody has the form of the decision open all the while.
        var left = await walk.Page.Context.NewPageAsync();
        await left.GotoAsync($"{meeting}/items/1");

        await walk.FollowAsync("Godkjenn protokollen");
        await walk.ChooseAsync("Signert av møteleder og sekretær");
        await walk.FillAsync(("Chair", "Hanne Vestbymoen"), ("Secretary", "Ingrid Solbakkmoen"));
        await walk.PressAsync("Godkjenn og lås");
        await walk.SeeAsync(
            "Protokollen er godkjent og låst.",
            "Protokollen er godkjent av møteleder Hanne Vestbymoen og sekretær Ingrid Solbakkmoen"
        );

        // Nothing to change it with, and the form that was left open is refused.
        foreach (var name in (string[])["Rediger", $"Endre vedtaket: {Case}", "Rett oppmøtet", "Sett opp saksliste"])
            await Assertions.Expect(walk.Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToHaveCountAsync(0);
        await left.Locator("[name=Wording]").FillAsync("Noe annet enn det som ble vedtatt");
        await left.GetByRole(AriaRole.Button, new() { Name = "Lagre vedtaket" }).ClickAsync();
        await OfficeWalk.SeeInAsync(left.Locator("main"), "er godkjent og låst");
        await left.CloseAsync(new() { RunBeforeUnload = false });

        await walk.Page.GotoAsync($"{meeting}/items/1");
        await Assertions.Expect(walk.Page).ToHaveURLAsync(meeting);

        await walk.FollowAsync("Møteprotokoll");
        await walk.SeeAsync(Proposal, "8 for, 1 mot", "Hanne Vestbymoen");
        await Assertions.Expect(walk.Main).Not.ToContainTextAsync("Noe annet");
        var minutes = await walk.Clients.Organisation.GetMeetingAsync(new() { Name = new Uri(meeting).AbsolutePath.Trim('/') });
        Assert.Equal(MeetingState.MinutesApproved, minutes.State);
        Assert.Equal(Proposal, minutes.Agenda[0].Decision.Wording);
    }
}
