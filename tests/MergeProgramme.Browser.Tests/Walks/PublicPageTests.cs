using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>What everybody reads of a programme: written by the office, read by somebody who has not signed in.</summary>
public sealed class PublicPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_office_writes_what_everybody_reads_and_names_nobody()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Offentlig side");
        await walk.SeeAsync("Publisert", "/public/indre-ostfold", "Plassering av helsehus", "Merket for alle");
        await Assertions.Expect(walk.Field("Deciders[0].Title")).ToHaveValueAsync("Fellesnemnda");
        await walk.UseAsync(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Legg til et organ" }));
        await walk.FillAsync(
            ("Deciders[4].Title", "Partssammensatt utvalg"),
            ("Deciders[4].Description", "Behandler det som gjelder de ansatte. Ledes av Ingrid Solbakkmoen.")
        );
        // The row left empty above it does not count.
        await walk.PressAsync("Lagre");
        await walk.IsWrongAsync("Deciders[3].Description", "Teksten nevner Ingrid Solbakkmoen.");
        await walk.FillAsync(("Deciders[3].Description", "Behandler det som gjelder de ansatte."));
        await walk.PressAsync("Lagre");
        await walk.SeeAsync("Siden er lagret og publisert.");

        await using var everybody = await chromium.OpenAsync(new Uri(new Uri(walk.Page.Url), "/public/indre-ostfold"));
        var read = everybody.Page.Locator("main");
        await OfficeWalk.SeeInAsync(
            read,
            "Nye Indre Østfold kommune",
            "Plassering av helsehus",
            "Hvor bør helsehuset ligge?",
            "Behandler det som gjelder de ansatte.",
            "programkontoret@example.no"
        );
        await everybody.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await OfficeWalk.SeeInAsync(read, "Open consultations", "Who decides");

        await walk.UseAsync(walk.Main.GetByLabel("Siden er publisert"));
        await walk.PressAsync("Lagre");
        await walk.SeeAsync("Siden er lagret. Den er ikke publisert.", "Ikke publisert");
        await walk.FollowAsync("Forhåndsvis");
        await walk.SeeAsync("Slik blir siden for alle.", "Behandler det som gjelder de ansatte.");
        await using var gone = await chromium.OpenAsync(new Uri(new Uri(walk.Page.Url), "/public/indre-ostfold"));
        Assert.Equal(404, gone.Status);
        walk.End();
    }
}
