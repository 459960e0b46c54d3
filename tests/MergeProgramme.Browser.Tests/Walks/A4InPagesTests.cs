using System.IO.Compression;
using System.Text;
using MergeProgramme.Host.Demo;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The main job as people do it, on the sample programme: the mandate of A4 from draft to a decided, locked document.</summary>
public sealed class A4InPagesTests(Chromium chromium)
{
    private const string Mandate = "programmes/indre-ostfold/subProjects/a4/mandates/1";
    private const string MandatePage = "/programmes/indre-ostfold/sub-projects/a4/mandates/1";
    private const string Script = "<script>document.title = 'Overtatt'</script>";
    private const string Written =
        $"Stortinget vedtok sammenslåingen 8. juni 2017. {Script} Fem kommuner blir én 1. januar 2020.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_becomes_a_decided_document_that_nobody_can_change(bool javaScript)
    {
        await using var host = await RunningHost.StartAsync(
            TestDatabase.Sqlite,
            null,
            "Demo:Enabled=true",
            "Tests:SignedIn=false"
        );
        await SampleProgrammes.LoadAsync(host.Services);
        TestCaller.SetOffice();
        var clients = A4Walk.Clients.Of(host.Services);
        await using var open = await chromium.OpenAsync(
            new Uri(host.Pages, "/programmes"),
            new View(JavaScript: javaScript),
            signInAs: "office"
        );
        var page = open.Page;

        // From the list of programmes to the draft.
        await page.GetByRole(AriaRole.Link, new() { Name = "Indre Østfold kommune", Exact = true }).ClickAsync();
        await page.Locator(".mp-nav-row summary", new() { HasText = "Styring" }).ClickAsync();
        await page.Locator(".mp-nav-row").GetByRole(AriaRole.Link, new() { Name = "Mandater", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mandat for A4 Helse, sosial og omsorg" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(host.Pages, MandatePage).AbsoluteUri);

        await WriteAsync(page, javaScript);
        // Somebody else has the form of the first section open all the while.
        var left = await page.Context.NewPageAsync();
        await left.GotoAsync($"{MandatePage}/sections/background");

        await HearAsync(page, "Fagforening", "Fagforbundet", "Bjørn Håkon Setra");
        await HearAsync(page, "Vernetjenesten", "Hovedverneombudet", "Rolf Magne Ringstad");
        await AnswerGateAsync(page);

        await page.GotoAsync($"{MandatePage}/check");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send inn til beslutning" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Registrer beslutning", Exact = true }).ClickAsync();
        await DecideAsync(page);

        // Decided, locked, with the hash of exactly the text decided on.
        await Assertions.Expect(page.Locator("#next")).ToHaveTextAsync("Besluttet: Starte konseptfasen");
        var decided = await clients.Mandates.GetMandateAsync(new() { Name = Mandate });
        Assert.Equal(MandateState.Decided, decided.State);
        await Assertions.Expect(page.Locator(".md-hash").First).ToHaveTextAsync(decided.Decision.TextHash);
        Assert.Equal(2, decided.Decision.Participation.Count);

        await CannotBeEditedAsync(page, left);
        Assert.Equal(decided, await clients.Mandates.GetMandateAsync(new() { Name = Mandate }));

        await DownloadWordAsync(page);

        // What follows from it in the other modules.
        await host.CaughtUpAsync("procurement.raise-need", "mandates");
        await page.GotoAsync("/programmes/indre-ostfold/needs");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mandat for A4 Helse, sosial og omsorg" }).First)
            .ToBeVisibleAsync();
        await host.CaughtUpAsync("benefits.register-from-mandate", "mandates");
        await page.GotoAsync("/programmes/indre-ostfold/benefits");
        foreach (var benefit in decided.Sections.SelectMany(section => section.ExpectedBenefits))
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(benefit.Text);

        // To the browser, a page that turns out to be a file is a request that ended early.
        Assert.DoesNotContain(
            open.Complaints,
            complaint => !complaint.Contains($"{MandatePage}/export", StringComparison.Ordinal)
        );
    }

    private static async Task WriteAsync(IPage page, bool javaScript)
    {
        await page.GotoAsync($"{MandatePage}/sections/background");
        var body = page.Locator("[name=Body]");
        await body.FillAsync(Written);
        if (javaScript)
        {
            // Saved while writing: nobody has pressed a button.
            await Assertions.Expect(page.Locator("[data-autosave-status][data-state=saved]")).ToContainTextAsync("Lagret");
            await page.ReloadAsync();
            await Assertions.Expect(body).ToHaveValueAsync(Written);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre og gå videre" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Hensikt");

        // A script that somebody wrote is text, and does nothing.
        await page.GotoAsync(MandatePage);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Script);
        Assert.DoesNotContain("Overtatt", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main script").CountAsync());
    }

    private static async Task HearAsync(IPage page, string kind, string party, string representative)
    {
        await page.GotoAsync($"{MandatePage}/gate");
        await page.GetByRole(AriaRole.Link, new() { Name = "Registrer medvirkning" }).ClickAsync();
        await page.GetByLabel(kind, new() { Exact = true }).CheckAsync();
        await page.Locator("[name=Party]").FillAsync(party);
        await page.Locator("[name=Representative]").FillAsync(representative);
        await page.GetByLabel("Drøftet", new() { Exact = true }).CheckAsync();
        await page.Locator("[name=View]").FillAsync("Vi støtter mandatet, og vil delta i arbeidsgruppene.");
        await page.Locator("main form button[type=submit]").ClickAsync();
        // Back where the writer came from.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sjekkliste for BP1");
    }

    private static async Task AnswerGateAsync(IPage page)
    {
        foreach (var met in await page.Locator("input[type=radio][value=Met]").AllAsync())
            await met.CheckAsync();
        await page.Locator("[name=AnsweredBy]").FillAsync("Ingrid Solbakkmoen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre svarene" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Alle obligatoriske punkter er oppfylt");
    }

    private static async Task DecideAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Gå videre" }).ClickAsync();
        // Half filled in, the form says what is missing, at the field, and keeps what was written.
        await page.Locator("[name=Place]").FillAsync("Askim");
        await page.EvalOnSelectorAllAsync("main form", "forms => forms.forEach((form) => (form.noValidate = true))");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrer beslutningen" }).ClickAsync();
        await Assertions.Expect(page.Locator("[name=Confirmed]:not([type=hidden])")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("[name=Place]")).ToHaveValueAsync("Askim");

        await page.GetByLabel("Starte konseptfasen", new() { Exact = true }).CheckAsync();
        await page.Locator("[name=Wording]").FillAsync("Fellesnemnda godkjenner mandatet. Konseptfasen startes.");
        await page.GetByLabel("Ja, dette er det som ble vedtatt").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrer beslutningen" }).ClickAsync();
    }

    private static async Task CannotBeEditedAsync(IPage page, IPage left)
    {
        foreach (var address in (string[])["sections/background", "edit"])
        {
            await page.GotoAsync($"{MandatePage}/{address}");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Mandatet er besluttet og låst");
            Assert.Equal(0, await page.Locator("main form textarea, main form input:not([type=hidden])").CountAsync());
        }
        // The form that was left open is refused, and says why.
        await left.Locator("[name=Body]").FillAsync("Endret etter vedtaket");
        await left.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
        await Assertions.Expect(left.Locator("main")).ToContainTextAsync("Mandatet er besluttet og låst");
        await left.CloseAsync(new() { RunBeforeUnload = false });
    }

    private static async Task DownloadWordAsync(IPage page)
    {
        await page.GotoAsync(MandatePage);
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Last ned som Word" }).ClickAsync()
        );
        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        await using var file = File.OpenRead(await download.PathAsync());
        await using var zip = new ZipArchive(file);
        using var reader = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync(), Encoding.UTF8);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Konseptfasen startes", text, StringComparison.Ordinal);
        Assert.Contains("Fem kommuner blir én 1. januar 2020.", text, StringComparison.Ordinal);
    }
}
