using MergeProgramme.Mandates.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>An item of an approved mandate is answered, and a change of it is asked for and carried out.</summary>
public sealed class DeliverablesTests(Chromium chromium)
{
    private const string A1 = $"{OfficeWalk.IndreOstfold}/subProjects/a1";

    [Fact]
    public async Task An_item_gets_a_deliverable_that_is_handed_in_returned_handed_in_again_and_accepted()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Leveranser");
        await walk.FollowAsync("A1 Administrasjon og ledelse");
        await walk.FollowAsync("Planlegg en leveranse for punkt 3");
        await Assertions.Expect(walk.Field("Title")).ToHaveValueAsync("Felles personal- og lønnssystem");
        await walk.FillAsync(
            ("Title", "Krav til lønnssystemet"),
            ("Responsible", "Trond Skjelin, leder for delprosjekt A1"),
            ("DueDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(20)))
        );
        await walk.PressAsync("Planlegg leveransen");
        await walk.SeeAsync("Krav til lønnssystemet", "3. Felles personal- og lønnssystem", "Planlagt");

        await HandInAsync(walk, "2026/1204-9");
        await walk.FollowAsync("Registrer organets svar");
        await walk.ChooseAsync("Sendt tilbake");
        await walk.FillAsync(("Body", "Fellesnemnda"));
        await walk.PressAsync("Registrer svaret");
        await walk.IsWrongAsync("Wording", "Si hvorfor leveransen sendes tilbake.");
        await walk.FillAsync(
            ("Wording", "Kravene til turnus mangler."),
            ("NextDueDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(30)))
        );
        await walk.PressAsync("Registrer svaret");
        await walk.SeeAsync("Leveransen er sendt tilbake og må leveres på nytt.", "Kravene til turnus mangler.");

        await HandInAsync(walk, "2026/1204-11");
        await walk.FollowAsync("Registrer organets svar");
        await walk.ChooseAsync("Godtatt");
        await walk.FillAsync(("Body", "Fellesnemnda"), ("CaseNumber", "21/26"));
        await walk.PressAsync("Registrer svaret");
        await walk.SeeAsync("Leveransen er godtatt.", "Innlevering 2", "Innlevering 1", "sak 21/26");
        await walk.FollowAsync("Punktene og leveransene");
        await Assertions.Expect(walk.Row("Felles personal- og lønnssystem")).ToContainTextAsync("Godtatt");

        var summary = await walk.Clients.Mandates.SummariseDeliverablesAsync(new() { Parent = A1 });
        Assert.Equal(
            (3, 1, 0),
            (summary.Summaries[0].ItemCount, summary.Summaries[0].AcceptedItemCount, summary.Summaries[0].UnansweredItemCount)
        );
        walk.End();
    }

    private static async Task HandInAsync(OfficeWalk walk, string reference)
    {
        await walk.FollowAsync("Lever inn");
        await walk.FillAsync(("Reference", reference));
        await walk.PressAsync("Lever inn");
        await walk.SeeAsync("Leveransen er levert inn og venter på et organs svar.", reference);
    }
}
