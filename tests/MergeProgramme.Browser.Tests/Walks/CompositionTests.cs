using MergeProgramme.Organisation.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A member's last day is entered: what it breaks, from which day and who is to act is seen at once, long before.</summary>
public sealed class CompositionTests(Chromium chromium)
{
    private const string Group = "Styringsgruppe A4";

    [Fact]
    public async Task A_member_who_is_to_leave_opens_a_gap_that_the_body_and_the_chart_show_ahead_until_it_is_closed()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        var last = OfficeWalk.Today.AddDays(60);
        var gap = OfficeWalk.Shown(last.AddDays(1));

        await walk.NavigateAsync("Organer");
        await walk.FollowAsync(Group);
        await walk.FollowAsync("Avslutt: Rolf Magne Ringstad");
        // Before his first day: refused at the field.
        await walk.FillAsync(("EndDate", OfficeWalk.Iso(OfficeWalk.Today.AddYears(-3))));
        await walk.PressAsync("Avslutt oppnevningen");
        await Assertions.Expect(walk.Field("EndDate")).ToHaveAttributeAsync("aria-invalid", "true");
        await walk.FillAsync(("EndDate", OfficeWalk.Iso(last)));
        await walk.PressAsync("Avslutt oppnevningen");

        var rule = walk.Page.Locator("section[aria-labelledby=composition] li", new() { HasText = "Hovedverneombudet er med" });
        await OfficeWalk.SeeInAsync(
            rule,
            $"Oppfylt til og med {OfficeWalk.Shown(last)}",
            $"Mangler hovedverneombudet fra {gap} – Rolf Magne Ringstad går ut",
            $"Oppnevn en ny fra {gap}",
            "Ansvar: Vernetjenesten"
        );

        await walk.NavigateAsync("Organer");
        await OfficeWalk.SeeInAsync(walk.Main.Locator("li", new() { HasText = Group }), $"Brytes fra {gap}");
        await walk.FollowAsync("Kart over organene");
        var box = walk.Page.Locator("a.mp-chart-box", new() { HasText = Group });
        await OfficeWalk.SeeInAsync(box, $"Brudd fra {gap}");
        await OfficeWalk.SeeInAsync(walk.Row(Group).First, $"Mangler hovedverneombudet fra {gap}");
        // The chart as it will be on that day.
        await walk.FollowAsync($"Fra {gap}");
        await OfficeWalk.SeeInAsync(box, "krav brutt");

        // From the picture back to the body. Somebody new from the day of the gap on closes it.
        await walk.LeaveByAsync(box);
        await walk.FollowAsync("Oppnevn medlem");
        await walk.FillAsync(("Person", "Leif Tangerud, hovedverneombud"), ("Role", "Medlem"));
        await walk.ChooseAsync("Hovedverneombudet");
        await walk.FillAsync(("StartDate", OfficeWalk.Iso(last.AddDays(1))));
        await walk.PressAsync("Oppnevn");
        await walk.SeeAsync("Leif Tangerud er oppnevnt");
        await Assertions.Expect(rule).Not.ToContainTextAsync("Mangler");

        var checkedNow = await walk.Clients.Organisation.CheckCompositionAsync(new() { Name = OfficeWalk.IndreOstfold });
        var finding = checkedNow
            .Compositions.Single(c => c.Body == $"{OfficeWalk.IndreOstfold}/bodies/styringsgruppe-a4")
            .Findings.Single(f => f.Rule.Kind == CompositionRuleKind.ChiefSafetyRepresentatives);
        Assert.True(finding.Met);
        Assert.Null(finding.GapDate);
        walk.End();
    }
}
