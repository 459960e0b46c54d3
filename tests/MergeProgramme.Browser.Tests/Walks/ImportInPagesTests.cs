using System.Globalization;
using MergeProgramme.Host.Demo;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Testing;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A mandate that was written in Word becomes a draft: sent, gone through, corrected, moved and made.</summary>
public sealed class ImportInPagesTests(Chromium chromium)
{
    private const string SubProjectPage = "/programmes/indre-ostfold/sub-projects/a5";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_word_file_becomes_a_draft(bool javaScript)
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
            new Uri(host.Pages, SubProjectPage),
            new View(JavaScript: javaScript),
            signInAs: "office"
        );
        var page = open.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Les inn fra Word", Exact = true }).ClickAsync();
        // Nothing chosen, and a file of another kind: each says what to do.
        await page.GetByRole(AriaRole.Button, new() { Name = "Les inn", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Det er ingen tekst å lese");
        await SendAsync(page, "mandat.pdf", "%PDF-1.7"u8.ToArray());
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Filen er en PDF");

        await SendAsync(page, "Mandat A5.docx", Document());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mandat A5.docx");

        // The items: one is dropped, one corrected, the others accepted together.
        await page.Locator("nav[aria-label=Avsnitt] a", new() { HasText = "4 Mandat" }).ClickAsync();
        await Assertions.Expect(page.Locator("mark")).ToHaveCountAsync(3);
        await page.Locator("li.mi-candidate", new() { HasText = "Skolekretser" })
            .GetByRole(AriaRole.Button, new() { Name = "Forkast forslag" })
            .ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Valgene er lagret");
        var wrong = page.Locator("li.mi-candidate", new() { HasText = "Felles optak" });
        await wrong.GetByText("Rettet tekst", new() { Exact = true }).First.ClickAsync();
        await wrong.Locator("textarea").FillAsync("Felles opptak");
        await wrong.Locator("select").SelectOptionAsync("Corrected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre valgene" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Godta alle som ikke er avgjort her" }).ClickAsync();

        // What was placed nowhere is moved to where it belongs.
        await page.Locator("nav[aria-label=Avsnitt] a", new() { HasText = "Ikke plassert" }).ClickAsync();
        var lost = page.Locator(".mi-block", new() { HasText = "Fem kommuner blir én" });
        await lost.Locator("summary").ClickAsync();
        await lost.Locator("select").SelectOptionAsync("background");
        await lost.GetByRole(AriaRole.Button, new() { Name = "Flytt" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Teksten er flyttet");

        await page.GetByRole(AriaRole.Link, new() { Name = "Lag utkastet" }).ClickAsync();
        await page.Locator("[name=PreparedBy]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag utkastet" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Åpne utkastet" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Fem kommuner blir én i 2028.");

        var mandate = await clients.Mandates.GetMandateAsync(
            new() { Name = "programmes/indre-ostfold/subProjects/a5/mandates/1" }
        );
        Assert.Equal(
            ["Felles opptak", "Kulturskole"],
            mandate.Sections.SelectMany(section => section.Items).Select(item => item.Text)
        );
        Assert.Empty(open.Complaints);
    }

    private static async Task SendAsync(IPage page, string name, byte[] content)
    {
        await page.Locator("[name=Upload]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = WordFile.ContentType,
                    Buffer = content,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Les inn", Exact = true }).ClickAsync();
    }

    private static byte[] Document()
    {
        var file = new WordFile();
        file.Paragraph(null, "Fem kommuner blir én i 2028.");
        file.Heading(1, "Mandat");
        file.List(["Felles optak", "Skolekretser", "Kulturskole"], numbered: true);
        file.Heading(1, "Organisering og ansvar");
        file.Table(
            "Styringsgruppen",
            [4535, 4535],
            ["Navn", "Rolle"],
            [
                ["Astrid Myhre", "kommunalsjef oppvekst"],
            ]
        );
        return file.Save(CultureInfo.GetCultureInfo("nb"), new WordFoot("Mandat", "Side ", " av "), new WordProperties("Mandat"));
    }
}
