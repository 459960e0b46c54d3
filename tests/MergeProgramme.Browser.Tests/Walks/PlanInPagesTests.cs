using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The plan of a sub-project is taken over from its approved mandate, moved, seen late in the picture, and completed.</summary>
public sealed class PlanInPagesTests(Chromium chromium)
{
    private const string A1 = $"{OfficeWalk.IndreOstfold}/subProjects/a1";

    [Fact]
    public async Task The_office_takes_over_a_plan_and_follows_it_in_the_timeline()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Tidslinje");
        await walk.SeeAsync("«Omstillingsavtalen er vedtatt» skulle vært ferdig", "«Felles kontoplan er vedtatt» er planlagt");

        // Taken out and taken over again: the document has it still.
        await walk.FollowAsync("A1 Administrasjon og ledelse");
        await walk.FollowAsync("Konsept");
        await walk.FollowAsync("Slett");
        await walk.PressAsync("Slett");
        await walk.SeeAsync("Milepælen er slettet", "har 1 som ikke er tatt over");
        await walk.FollowAsync("Ta over planen fra det godkjente dokumentet");
        await Assertions.Expect(walk.Row("Konsept")).ToContainTextAsync("Ny");
        await Assertions.Expect(walk.Row("Hovedstruktur vedtatt")).ToContainTextAsync("Uendret");
        await walk.PressAsync("Ta over 1 linje");
        await walk.SeeAsync("1 linje er tatt over fra «Mandat for A1 Administrasjon og ledelse»");

        // Moved into the past, it is late in the picture; the approved days stay.
        var yesterday = OfficeWalk.Today.AddDays(-1);
        await walk.FollowAsync("Konsept");
        await walk.FollowAsync("Rediger");
        await walk.FillAsync(
            ("PlannedStartDate", OfficeWalk.Iso(yesterday)),
            ("PlannedEndDate", OfficeWalk.Iso(yesterday.AddDays(-1)))
        );
        await walk.PressAsync("Lagre");
        await Assertions.Expect(walk.Field("PlannedEndDate")).ToHaveAttributeAsync("aria-invalid", "true");
        await walk.FillAsync(
            ("PlannedStartDate", OfficeWalk.Iso(yesterday.AddDays(-20))),
            ("PlannedEndDate", OfficeWalk.Iso(yesterday))
        );
        await walk.PressAsync("Lagre");
        await walk.SeeAsync("tidligere enn vedtatt", "«Konsept» skulle vært ferdig");
        await walk.NavigateAsync("Tidslinje");
        await walk.FollowAsync("Kvartal");
        var late = walk.Main.Locator("svg a.tl-late", new() { HasText = "! Konsept" });
        await Assertions.Expect(late).ToHaveCountAsync(1);
        await walk.LeaveByAsync(late.Locator(".tl-label"));

        await walk.FollowAsync("Før som gjort");
        await walk.PressAsync("Før som gjort");
        await walk.SeeAsync("«Konsept» er ført som gjort");
        await walk.NavigateAsync("Tidslinje");
        await Assertions.Expect(walk.Main.Locator("svg a.tl-done", new() { HasText = "✓ Konsept" })).ToHaveCountAsync(1);
        await walk.ChooseAsync("Bare den kritiske kjeden");
        await walk.PressAsync("Vis");
        await Assertions.Expect(walk.Main.Locator("svg a:not(.tl-critical)")).ToHaveCountAsync(0);
        await Assertions.Expect(walk.Main.Locator("svg a.tl-critical").Last).ToContainTextAsync("Journalsystemet er i drift");

        var milestones = await walk.Clients.Mandates.ListMilestonesAsync(new() { Parent = A1 });
        var concept = milestones.Milestones.Single(m => m.Title == "Konsept");
        Assert.Equal(OfficeWalk.Today, concept.DoneDate.ToDateOnly());
        Assert.NotEqual(concept.PlannedEndDate, concept.BaselineEndDate);
        walk.End();
    }
}
