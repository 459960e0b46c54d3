using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The money of Bodø's project: a frame is changed, an account is taken in, and a forecast beyond the frame must be explained.</summary>
public sealed class BudgetTests(Chromium chromium)
{
    [Fact]
    public async Task Accounts_are_taken_in_after_a_look_and_a_forecast_beyond_the_frame_is_explained()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "officeBodo", OfficeWalk.Bodo);
        var place = $"{OfficeWalk.Bodo}/subProjects/a1";
        var year = OfficeWalk.Today.Year + 1;
        await walk.NavigateAsync("Budsjett");
        await walk.FollowAsync("Hent inn regnskap");
        await walk.FillAsync(
            ("Place", "A1 Framtida vårres del 2 (PFV2)"),
            (
                "Pasted",
                $"Bilagsdato\tBilagsnr\tTekst\tBeløp\n5.1.{year}\t501\tLønn prosjektleder\t61,5\n31.2.{year}\t502\tFeil\t1\n"
            )
        );
        await walk.PressAsync("Kontroller arket");
        // What amounts are in is asked, not guessed.
        await walk.SeeAsync("Si om beløpene er i kroner eller tusen kroner.", "Si hvilket regnskapssystem arket er fra.");
        await walk.FillAsync(("SourceSystem", "Visma Bodø"), ("Kind", "Prosjektorganisasjon"));
        await walk.ChooseAsync("Tusen kroner");
        await walk.PressAsync("Kontroller på nytt");
        await walk.SeeAsync("61 500 kr", "er ikke en dato");
        await walk.ChooseAsync("Ta inn de 1 gode radene, og la de 1 med feil ligge");
        await walk.PressAsync("Ta inn bilaget");
        await walk.SeeAsync("1 bilag er tatt inn. 0 var telt før, 1 rader er utelatt.", "Lønn prosjektleder");

        await walk.Page.GotoAsync($"/programmes/bodo-pfv2/sub-projects/a1/budget/frames/{year}-project-organisation");
        await walk.FillAsync(("Amount", "1,8 mill"), ("Reason", "To stillinger i stedet for tre"), ("CaseNumber", "14/20"));
        await walk.PressAsync("Endre rammen");
        await walk.SeeAsync("Rammen er endret.", "14/20", "1 800 000 kr");

        await walk.Page.GotoAsync(
            $"/programmes/bodo-pfv2/budget/forecasts/new?place={Uri.EscapeDataString(place)}&year={year}&kind={CostKind.ProjectOrganisation}"
        );
        await walk.FillAsync(("Amount", "2 000 000"), ("Reason", "Tre stillinger fra mars"));
        await walk.PressAsync("Lagre prognosen");
        await walk.IsWrongAsync("Explanation", "Prognosen er 200 000 kr over rammen");
        await walk.FillAsync(("Explanation", "Den tredje stillingen er alt lyst ut."));
        await walk.PressAsync("Lagre prognosen");
        await walk.SeeAsync("Prognosen er lagret.", "Den tredje stillingen er alt lyst ut.", "+200 000 kr");

        var summary = await walk.Clients.Mandates.SummariseBudgetAsync(new() { Parent = place, Year = year });
        var row = Assert.Single(summary.Summaries);
        Assert.Equal((61_500, 1_738_500, 200_000), (row.Sums.Actual.Units, row.Sums.Remaining.Units, row.Sums.Deviation.Units));
        walk.End();
    }
}
