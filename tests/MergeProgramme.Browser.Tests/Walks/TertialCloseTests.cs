using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Finance answers, the owner reports, the office closes the tertial, and what is closed takes nothing more.</summary>
public sealed class TertialCloseTests(Chromium chromium)
{
    private const string Then = "programmes/bodo-pfv2-2013";

    [Fact]
    public async Task A_tertial_is_verified_reported_and_closed_for_good()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "financeBodo", Then);
        await walk.NavigateAsync("Verifisering");
        // Two measures claim one budget line: finance sees it, and refuses one of them before the other can be verified.
        await walk.SeeAsync("Hverdagsrehabilitering", "Bemanningsnorm i turnus");
        await OpenAsync(walk, "Bemanningsnorm i turnus");
        await walk.PressAsync("Avvis");
        await walk.IsWrongAsync("Reason", "Skriv hvorfor");
        await walk.FillAsync(("Reason", "Samme innleie som i hverdagsrehabiliteringen."));
        await walk.PressAsync("Avvis");
        await walk.SeeAsync("Beløpet er avvist.");
        await OpenAsync(walk, "Hverdagsrehabilitering");
        await walk.PressAsync("Verifiser");
        await walk.SeeAsync("Gevinsten er verifisert.");

        await walk.SignInAsync("officeBodo", Then);
        await walk.NavigateAsync("Gevinstregnskap");
        await walk.FollowAsync("Tertialer");
        await walk.SeeAsync("Neste som skal lukkes: T1 2016");
        await walk.FollowAsync("T1 2016");
        await walk.SeeAsync("2 av 3", "tiltak med rapport fra eieren");
        // Without the last report it is closed only with a reason.
        await walk.PressAsync("Lukk T1 2016");
        await walk.IsWrongAsync("Reason", "Tiltak uten rapport fra eieren: 1");
        await walk.LeaveByAsync(walk.Row("Hverdagsrehabilitering").GetByRole(AriaRole.Link, new() { Name = "Rapporter" }).First);
        await walk.SeeAsync("Hverdagsrehabilitering: rapport for T1 2016");
        await walk.ChooseAsync("T1 2016 ga ingen gevinst");
        await walk.PressAsync("Send rapporten");
        await walk.SeeAsync("Føringer i regnskapet for tertialet: 1");
        await walk.Main.GetByLabel("T1 2016 ga ingen gevinst").UncheckAsync();
        await walk.FillAsync(("Comment", "I rute; to distrikter begynner i september."));
        await walk.PressAsync("Send rapporten");
        await walk.SeeAsync("3 av 3", "I rute; to distrikter begynner i september.");
        await walk.PressAsync("Lukk T1 2016");
        await walk.SeeAsync("Lukket av Sissel Burøyvåg", "Tallene er som de var da tertialet ble lukket");
        Assert.Equal(0, await walk.Main.GetByRole(AriaRole.Button, new() { Name = "Lukk T1 2016" }).CountAsync());

        // Whoever comes too late is told where it goes.
        await walk.FollowAsync("Hverdagsrehabilitering");
        await walk.FollowAsync("Før realisert gevinst");
        await walk.FillAsync(
            ("Tertial", "T1 januar–april"),
            ("Year", "2016"),
            ("Amount", "100 000"),
            ("BudgetAdjustment", "PS 16/50"),
            ("CaseNumber", "2013/6984-50")
        );
        await walk.PressAsync("Før gevinsten");
        await walk.IsWrongAsync("Tertial", "T1/2016 er lukket. Før det i T2/2016 eller senere");
        await walk.NavigateAsync("Realisering");
        await walk.FollowAsync("Tre løp");
        await walk.SeeAsync("Analyse", "Iverksetting", "Verifisering", "Hverdagsrehabilitering");
        await walk.NavigateAsync("Gevinstregnskap");
        var (name, path) = await walk.DownloadAsync("Last ned Excel");
        Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
        Assert.True(new FileInfo(path).Length > 1000);
        walk.End();
    }

    private static Task OpenAsync(OfficeWalk walk, string measure) =>
        walk.LeaveByAsync(walk.Row(measure).GetByRole(AriaRole.Link, new() { Name = measure }).First);
}
