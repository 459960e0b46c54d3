using MergeProgramme.Stakeholders.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Who must be heard in a matter is set up, shown as missing, recorded in the party's own words, and waived with a reason.</summary>
public sealed class CoDeterminationTests(Chromium chromium)
{
    private const string A4 = $"{OfficeWalk.IndreOstfold}/subProjects/a4/mandates/1";

    [Fact]
    public async Task The_office_sees_who_is_missing_until_each_was_heard_or_the_step_was_waived()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Medvirkning i saker");
        await walk.SeeAsync("Det som mangler", "Over fristen", "arbeidsmiljøloven § 8-2");
        await walk.FollowAsync("Mandat for A4 Helse, sosial og omsorg (versjon 1)");

        // Heard through the party that speaks for it.
        await walk.LeaveByAsync(
            walk.Row("Fellesorganisasjonen").GetByRole(AriaRole.Link, new() { Name = "Før medvirkning fra Fellesorganisasjonen" })
        );
        await Assertions.Expect(walk.Field("Party")).ToHaveValueAsync("Fagforbundet");
        await Assertions.Expect(walk.Field("Representative")).ToHaveValueAsync("Oddvar Myrland");
        await walk.FillAsync(("View", "Heltidskultur må stå i mandatet."));
        await walk.PressAsync("Før medvirkningen");
        foreach (var heard in (string[])["Fagforbundet", "Fellesorganisasjonen"])
            await Assertions.Expect(walk.Row(heard).First).ToContainTextAsync("Gjort");

        await walk.FollowAsync("Partssammensatt utvalg");
        await walk.FillAsync(("Reason", "Saken gjelder ikke forholdet mellom arbeidsgiver og ansatte."));
        await walk.PressAsync("Frafall steget");
        await Assertions.Expect(walk.Row("Partssammensatt utvalg")).ToContainTextAsync("Frafalt");

        // A matter that nobody has thought of yet: what the rules ask for is ticked.
        await walk.NavigateAsync("Medvirkning i saker");
        await walk.FollowAsync("Sett opp hvem som skal med");
        await walk.FillAsync(("Matter", "Mandat for A1 Administrasjon og ledelse (versjon 1)"));
        await walk.PressAsync("Neste");
        await Assertions.Expect(walk.Main.GetByLabel("Ta med Delta", new() { Exact = true })).ToBeCheckedAsync();
        await walk.FillAsync(("DueDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(7))));
        await walk.PressAsync("Sett opp stegene");
        // Those who were heard before anybody asked for it count.
        await Assertions.Expect(walk.Row("Hovedverneombudet").First).ToContainTextAsync("Gjort");
        await Assertions.Expect(walk.Row("Delta").First).ToContainTextAsync("Mangler");

        var steps = await walk.Clients.Stakeholders.ListParticipationStepsAsync(
            new() { Parent = OfficeWalk.IndreOstfold, Matter = A4 }
        );
        Assert.Equal(
            [ParticipationState.Done, ParticipationState.Done, ParticipationState.Waived],
            steps
                .ParticipationSteps.Where(s => s.State is ParticipationState.Done or ParticipationState.Waived)
                .Select(s => s.State)
                .Order()
        );
        walk.End();
    }
}
