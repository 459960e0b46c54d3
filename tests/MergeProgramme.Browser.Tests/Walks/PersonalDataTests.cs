namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A letter comes: what is held on me, and forget me.</summary>
public sealed class PersonalDataTests(Chromium chromium)
{
    [Fact]
    public async Task A_letter_is_answered_and_the_person_is_forgotten_but_for_what_must_be_kept()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Interessenter");
        await walk.FollowAsync("Personopplysninger");
        await walk.SeeAsync("Ingen har bedt om innsyn eller sletting ennå", "Hva vi behandler, hvorfor og hvor lenge");
        await walk.FillAsync(
            ("Names", "Ingrid Solbakkmoen"),
            ("Purpose", "Innsynskrav mottatt 3. mai"),
            ("CaseNumber", "26/118")
        );
        await walk.PressAsync("Lag innsynsrapport");
        await walk.SeeAsync(
            "funn på Ingrid Solbakkmoen",
            "leder for delprosjekt A4",
            "Blir stående: verv og protokoll",
            "Konto, roller og økter"
        );
        Assert.DoesNotContain("Solbakkmoen", walk.Page.Url, StringComparison.OrdinalIgnoreCase);
        await walk.PressAsync("Se hva som kan slettes");
        await walk.SeeAsync("Ingenting er gjort ennå", "Verv, møtebøker, frammøte, stemmer");
        await walk.PressAsync("Ja, slett");
        await walk.SeeAsync("Fullført", "Merk som utlevert", "Person ");
        await walk.PressAsync("Merk som utlevert: Innsynskrav mottatt 3. mai");
        await walk.SeeAsync("Utlevert");
        walk.End();
    }
}
