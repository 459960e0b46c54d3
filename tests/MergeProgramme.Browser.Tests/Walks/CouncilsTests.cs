using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The same proposal in five councils and the joint committee: who has adopted it, who changed which words, what remains.</summary>
public sealed class CouncilsTests(Chromium chromium)
{
    private const string Case = "Intensjonsavtale om felles legevakt";
    private const string Proposal = "Kommunene etablerer felles legevakt i Askim. Tilbudet evalueres etter to år.";
    private const string Amended = "Kommunene etablerer felles legevakt i Mysen. Tilbudet evalueres årlig etter to år.";

    [Fact]
    public async Task One_proposal_goes_to_all_and_what_one_council_changes_is_seen_word_by_word()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Saker");
        await walk.FollowAsync("Ny sak");
        await walk.FillAsync(("Title", Case), ("Proposal", Proposal));
        await walk.PressAsync("Opprett saken");
        await walk.LeaveByAsync(
            walk.Main.GetByRole(AriaRole.Link, new() { Name = "Legg til kommunestyrene og fellesnemnda side om side" })
        );
        await walk.PressAsync("Lagre saksgangen");
        await walk.FollowAsync("Kommunestyrene side om side");
        await walk.SeeAsync("0 av 6 har behandlet saken. 6 gjenstår.");

        await TreatAsync(walk, "Kommunestyret i Askim", 112, "Vedtatt", null);
        await TreatAsync(walk, "Kommunestyret i Hobøl", 131, "Vedtatt", null);
        await TreatAsync(walk, "Kommunestyret i Eidsberg", 107, "Vedtatt med endringer", Amended);
        await TreatAsync(walk, "Kommunestyret i Spydeberg", 109, "Utsatt", null);

        await walk.FollowAsync("Kommunestyrene side om side");
        await walk.SeeAsync("3 av 6 har behandlet saken. 3 gjenstår.");
        await OfficeWalk.SeeInAsync(walk.Row("Kommunestyret i Askim"), "Vedtatt", "Som forslaget", Number(112));
        await OfficeWalk.SeeInAsync(walk.Row("Kommunestyret i Eidsberg"), "Vedtatt med endringer", "Avviker fra forslaget");
        await OfficeWalk.SeeInAsync(walk.Row("Kommunestyret i Spydeberg"), "Utsatt");
        await OfficeWalk.SeeInAsync(walk.Row("Kommunestyret i Trøgstad"), "Ikke behandlet");
        await OfficeWalk.SeeInAsync(walk.Row("Fellesnemnda"), "Ikke behandlet");
        Assert.Equal(["Askim"], await WordsAsync(walk.Main.Locator("del")));
        Assert.Equal(["Mysen", "årlig"], await WordsAsync(walk.Main.Locator("ins")));

        // The proposal itself is no longer open: the words are compared with it.
        await walk.LeaveByAsync(walk.Main.GetByRole(AriaRole.Link, new() { Name = Case, Exact = true }).First);
        await walk.FollowAsync("Rediger");
        await walk.FillAsync(("Proposal", "Et annet forslag"));
        await walk.PressAsync("Lagre endringene");
        await walk.SeeAsync("har behandlet forslaget. Det kan ikke endres");
        walk.End();
    }

    private static string Number(int number) => FormattableString.Invariant($"{OfficeWalk.Today.Year % 100:00}/{number}");

    private static async Task<IEnumerable<string>> WordsAsync(ILocator changes) =>
        (await changes.AllInnerTextsAsync()).Select(text => text.Trim());

    private static async Task TreatAsync(OfficeWalk walk, string council, int number, string outcome, string? wording)
    {
        if (!walk.Page.Url.EndsWith("legevakt", StringComparison.Ordinal))
            await walk.FollowAsync(Case);
        await walk.FollowAsync($"Før behandlingen: {council}");
        await walk.ChooseAsync(outcome);
        await Assertions.Expect(walk.Field("Wording")).ToHaveValueAsync(Proposal);
        if (wording is not null)
            await walk.FillAsync(("Wording", wording));
        await walk.FillAsync(("Date", OfficeWalk.Iso(OfficeWalk.Today)), ("CaseNumber", Number(number)));
        await walk.PressAsync("Lagre");
        await walk.SeeAsync($"Behandlingen i {council} er ført");
    }
}
