using System.IO.Compression;
using System.Text;
using MergeProgramme.Organisation.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A4's lead reports to the steering group, and the office reads it in the programme's combined report.</summary>
public sealed class ReportingTests(Chromium chromium)
{
    private const string Ahead = "Grensen mot A/P4 er avklart, og høringen er ferdig.";
    private const string Next = "Mandatet legges fram for fellesnemnda.";

    [Fact]
    public async Task A_due_report_is_prefilled_confirmed_part_by_part_frozen_and_read_in_the_combined_one()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "lead");
        await walk.NavigateAsync("Rapportering");
        await walk.SeeAsync("Din rapport: A4 Helse, sosial og omsorg", "Skal leveres");
        // What was begun is thrown away, and begun anew.
        await walk.FollowAsync("Fortsett på rapporten");
        await walk.UseAsync(walk.Main.Locator("#submit summary"));
        await walk.LeaveByAsync(walk.Main.Locator("#submit details button"));
        await walk.SeeAsync("Utkastet er slettet", "Skal leveres");
        await walk.LeaveByAsync(walk.Main.GetByRole(AriaRole.Button, new() { Name = "Begynn på rapporten" }).First);

        // The figures are there before anything is written, and say where they come from.
        await OfficeWalk.SeeInAsync(walk.Main.Locator("#time"), "Milepæl: BP1 Mandatet besluttes", "fra BP1 Mandatet besluttes");
        await OfficeWalk.SeeInAsync(walk.Main.Locator("#cost"), "Ramme: ");
        await OfficeWalk.SeeInAsync(walk.Main.Locator("#risk"), "Forrige rapport: Gul", "Valg av felles journalsystem haster.");

        // Nothing confirmed: it is not sent.
        await walk.PressAsync("Send inn rapporten");
        await walk.SeeAsync("Dette mangler før rapporten kan sendes inn", "Si om denne delen er endret eller uendret");
        await WriteAsync(walk, "time", "Tid", "Grønn", "");
        await WriteAsync(walk, "cost", "Kostnad", null, null);
        await WriteAsync(walk, "scope", "Omfang og kvalitet", "Grønn", Ahead);
        await WriteAsync(walk, "benefits", "Gevinster", null, null);
        await WriteAsync(walk, "risk", "Risiko", null, null);
        await WriteAsync(walk, "done", "Gjort siden sist", null, "Høringen er gjennomført.");
        await WriteAsync(walk, "next", "Neste", null, Next);
        await WriteAsync(walk, "decisions", "Beslutninger som trengs", null, "");
        await walk.SeeAsync("1 av 9 deler gjenstår");
        await WriteAsync(walk, "deviations", "Avvik", null, "");
        await walk.SeeAsync("Alt er bekreftet");
        await walk.PressAsync("Send inn rapporten");
        await walk.SeeAsync("Rapporten er sendt inn.", "SHA-256 av teksten", Ahead, "Valg av felles journalsystem haster.");
        var report = walk.Page.Url;

        // Frozen: its form leads to the text.
        await walk.Page.GotoAsync($"{report}/edit");
        await Assertions.Expect(walk.Page).ToHaveURLAsync(report);
        Assert.Equal(0, await walk.Main.Locator("textarea, input:not([type=hidden])").CountAsync());

        await walk.SignInAsync("office");
        await walk.NavigateAsync("Rapportering");
        await OfficeWalk.SeeInAsync(walk.Row("A4 Helse, sosial og omsorg"), "Levert");
        await walk.FollowAsync("Samlet rapport");
        await walk.SeeAsync(Ahead, Next, "A1 Administrasjon og ledelse", "A2 Økonomi: frist");
        await ReadWordAsync(walk);
        var name = new Uri(report).AbsolutePath.Trim('/').Replace("sub-projects", "subProjects", StringComparison.Ordinal);
        Assert.Equal(ReportState.Submitted, (await walk.Clients.Organisation.GetReportAsync(new() { Name = name })).State);
        walk.End();
    }

    /// <summary>Confirms a part: as unchanged without words, else as changed with these.</summary>
    private static async Task WriteAsync(OfficeWalk walk, string part, string title, string? status, string? text)
    {
        var form = walk.Main.Locator($"#{part} form");
        if (status is not null)
            await form.GetByLabel(status, new() { Exact = true }).CheckAsync();
        if (text is { Length: > 0 })
            await form.Locator("textarea").FillAsync(text);
        await form.GetByLabel(text is null ? "Uendret" : "Endret siden sist", new() { Exact = true }).CheckAsync();
        await walk.PressAsync($"Lagre {title}");
        await OfficeWalk.SeeInAsync(walk.Main.Locator($"#{part} h2"), text is null ? "Uendret" : "Endret siden sist");
    }

    private static async Task ReadWordAsync(OfficeWalk walk)
    {
        var (name, path) = await walk.DownloadAsync("Last ned som Word-fil");
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
        await using var zip = await ZipFile.OpenReadAsync(path, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync(), Encoding.UTF8);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Ahead, text, StringComparison.Ordinal);
        Assert.Contains(Next, text, StringComparison.Ordinal);
    }
}
