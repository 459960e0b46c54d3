using MergeProgramme.Mandates.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Two who lead each their sub-project: one promises, the other accepts; the promise slips, is seen, accepted with a reason, delivered and received.</summary>
public sealed class DependenciesTests(Chromium chromium)
{
    private const string What = "Branntegninger for sykehjemmene";

    [Fact]
    public async Task The_giver_promises_and_slips_and_the_taker_sees_it_and_answers()
    {
        var needed = OfficeWalk.Today.AddDays(30);
        await using var walk = await OfficeWalk.BeginAsync(chromium, "lead");
        await walk.SeeAsync("Brutte løfter: 1", "I ring: 1", "Sykehuset Østfold har ikke levert A4");
        await walk.NavigateAsync("Avhengigheter");
        await walk.FollowAsync("Be om noe");
        // Who leads A4 may ask for what is under it too.
        await walk.FillAsync(
            ("taker", "A4 Helse, sosial og omsorg"),
            ("Giver", "A3 Eiendom, miljø og tekniske tjenester"),
            ("NeededByDate", OfficeWalk.Iso(needed))
        );
        await walk.PressAsync("Be om det");
        await walk.IsWrongAsync("Deliverable", "Feltet må fylles ut.");
        await walk.FillAsync(
            ("Deliverable", What),
            ("Reason", "Brannvesenet må godkjenne før innflytting."),
            ("TakerMilestone", $"BP2 Prosjektforslaget besluttes ({OfficeWalk.Shown(OfficeWalk.Today.AddDays(123))})")
        );
        await walk.PressAsync("Be om det");
        await walk.SeeAsync(What, "Bedt om", "Forespørselen er sendt");
        // What the other end must say is not this one's to say.
        await Assertions
            .Expect(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Lov denne datoen", Exact = true }))
            .ToHaveCountAsync(0);

        await OpenAsync(walk, "leadA3");
        await walk.FillAsync(
            ("PromiseDate", OfficeWalk.Iso(needed.AddDays(-2))),
            ("PromiseMilestone", $"Oversikten over bygg og kjøkken er ferdig ({OfficeWalk.Shown(OfficeWalk.Today.AddDays(57))})")
        );
        await walk.PressAsync("Lov denne datoen");
        await walk.SeeAsync("Løftet er gitt", "Milepæl etter løftet", "29 dager etter løftet");

        await OpenAsync(walk, "lead");
        await walk.PressAsync($"Godta løftet om {OfficeWalk.Shown(needed.AddDays(-2))}");
        await walk.SeeAsync("Avtalt");

        await OpenAsync(walk, "leadA3", fromList: true);
        await UnfoldAsync(walk, "Lov en annen dato");
        await walk.FillAsync(("PromiseDate", OfficeWalk.Iso(needed.AddDays(12))));
        await walk.PressAsync("Lov den nye datoen");
        await walk.IsWrongAsync("PromiseReason", "Skriv hvorfor det blir en annen dato enn før.");
        await walk.FillAsync(("PromiseReason", "Tegningene fra Hobøl finnes bare på papir."));
        await walk.PressAsync("Lov den nye datoen");

        // Seen at once where the taker works, and what it leads to.
        await walk.SignInAsync("lead", $"{OfficeWalk.IndreOstfold}/sub-projects/a4");
        await walk.SeeAsync(What, "12 dager etter behovet");
        await OpenAsync(walk, "lead");
        await walk.SeeAsync("Tegningene fra Hobøl finnes bare på papir.", "Veien til virkningsdagen", "12 dager for sent");
        await walk.FillAsync(("AcceptReason", "Vi flytter inn i Spydeberg først."));
        await walk.PressAsync($"Godta løftet om {OfficeWalk.Shown(needed.AddDays(12))}");

        await OpenAsync(walk, "leadA3", fromList: true);
        await UnfoldAsync(walk, "Det er levert");
        await walk.FillAsync(("DeliverReason", "Arkivsak 2018/44"));
        await walk.PressAsync("Meld levert");
        await OpenAsync(walk, "lead");
        await walk.PressAsync("Bekreft mottatt");
        await walk.SeeAsync("Mottatt og ferdig", "Arkivsak 2018/44");

        var agreement = (
            await walk.Clients.Mandates.ListDependencyAgreementsAsync(
                new()
                {
                    Parent = $"{OfficeWalk.IndreOstfold}/subProjects/-",
                    State = DependencyState.Received,
                    PageSize = 100,
                }
            )
        ).DependencyAgreements.Single(a => a.Deliverable == What);
        var entries = (await walk.Clients.Mandates.GetDependencyAgreementAsync(new() { Name = agreement.Name })).Entries;
        Assert.Equal(
            ["Ingrid Solbakkmoen", "Kjell Arild Bjørnstadmo"],
            entries.Select(e => e.ActorDisplayName).Distinct().Order(StringComparer.Ordinal)
        );
        var timeline = await walk.Clients.Mandates.GetTimelineAsync(
            new() { Parent = $"{OfficeWalk.IndreOstfold}/subProjects/-" }
        );
        Assert.Contains(timeline.Links, l => l.DependencyAgreement == agreement.Name);
        walk.End();
    }

    /// <summary>Signs in as one end and opens the agreement: from what waits for an answer, or from the list.</summary>
    private static async Task OpenAsync(OfficeWalk walk, string person, bool fromList = false)
    {
        await walk.SignInAsync(person);
        await walk.NavigateAsync("Avhengigheter");
        var part = fromList
            ? walk.Row(What)
            : walk.Main.Locator("section", new() { Has = walk.Page.Locator("#to-answer") }).GetByRole(AriaRole.Listitem);
        await walk.LeaveByAsync(part.GetByRole(AriaRole.Link, new() { Name = What, Exact = true }).First);
    }

    private static async Task UnfoldAsync(OfficeWalk walk, string summary) =>
        await walk.UseAsync(walk.Main.Locator("summary", new() { HasText = summary }));
}
