using MergeProgramme.Mandates.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A change of an approved mandate is asked for, assessed, approved, and carried out by a new version.</summary>
public sealed class ChangeRequestsTests(Chromium chromium)
{
    private const string A1 = $"{OfficeWalk.IndreOstfold}/subProjects/a1";
    private const string Lead = "Trond Skjelin, leder for delprosjekt A1";

    [Fact]
    public async Task A_change_of_an_approved_mandate_leads_to_a_new_version_that_says_what_has_changed()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Mandater");
        await walk.FollowAsync("Mandat for A1 Administrasjon og ledelse");
        await walk.FollowAsync("Be om en endring");
        await walk.FillAsync(
            ("Title", "Intranett fra første dag"),
            ("Description", "Felles intranett legges til punktene."),
            ("Reason", "Ansatte trenger ett sted å finne rutinene."),
            ("RaisedBy", Lead)
        );
        await walk.PressAsync("Meld endringen");
        await walk.SeeAsync("Endring 4: Intranett fra første dag", "Meldt");
        await walk.FollowAsync("Vurder endringen");
        await walk.FillAsync(("TimeDays", "30"), ("Cost", "1,2 mill"), ("Recommendation", "Anbefales."), ("AssessedBy", Lead));
        await walk.PressAsync("Lagre vurderingen");
        await walk.SeeAsync("30 dager", "1\u00a0200\u00a0000\u00a0kr", "Vurdert");
        await walk.FollowAsync("Registrer vedtaket");
        await walk.ChooseAsync("Godkjent");
        await walk.FillAsync(("Body", "Fellesnemnda"), ("Wording", "Endringen godkjennes."), ("CaseNumber", "22/26"));
        await walk.PressAsync("Registrer beslutningen");
        await walk.SeeAsync("Endringen er godkjent og venter på en ny versjon");

        await walk.PressAsync("Lag ny versjon med de godkjente endringene");
        await walk.SeeAsync(
            "Endring 1: Lønnssystemet anskaffes felles.",
            "Endring 4: Intranett fra første dag. Ansatte trenger ett sted å finne rutinene. Vedtatt av Fellesnemnda",
            "sak 22/26"
        );
        var draft = await walk.Clients.Mandates.GetMandateAsync(new() { Name = $"{A1}/mandates/2" });
        Assert.Equal((MandateState.Draft, 2), (draft.State, draft.ChangeRequests.Count));

        await walk.NavigateAsync("Endringer");
        await walk.SeeAsync("Samlet virkning av godkjente endringer", "16 dager", "800\u00a0000\u00a0kr");
        walk.End();
    }
}
