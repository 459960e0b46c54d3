using System.Net;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Testing;
using MiniExcelLibs;

namespace MergeProgramme.Organisation.Tests.Pages;

/// <summary>Charts, positions and position control as a browser without script sees them.</summary>
[Collection("hosts")]
public sealed class PositionPagesTests(SharedHosts hosts)
{
    [Fact]
    public async Task A_file_is_checked_row_by_row_saved_once_and_comes_out_again()
    {
        var (host, office) = await OpenAsync();
        using var reader = new PageReader(host);
        using var file = new MemoryStream();
        file.SaveAs(
            new[]
            {
                new Dictionary<string, object?>
                {
                    ["Kommune"] = "Askim",
                    ["Enhet"] = "Hjemmetjenesten",
                    ["Stillingsnummer"] = "=1+1",
                    ["Stillingstittel"] = "=HYPERLINK(\"x\")",
                    ["Stillingsprosent"] = 75.5,
                    ["Årlig kostnad"] = 465000,
                },
            }
        );
        var path = $"/{office.Programme}/positions/import";
        var checkedHtml = await UploadAsync(host, path, file.ToArray());

        Assert.Contains("1 rad er lest", checkedHtml, StringComparison.Ordinal);
        Assert.Empty((await office.Client.ListPositionsAsync(new() { Parent = office.Programme })).Positions);
        var (content, requestId) = (Value(checkedHtml, "Encoded"), Value(checkedHtml, "RequestId"));
        var saved = await SaveAsync(host, path, content, requestId);
        Assert.Equal($"/{office.Programme}/positions", saved);
        Assert.Equal(saved, await SaveAsync(host, path, content, requestId));
        Assert.Single((await office.Client.ListPositionsAsync(new() { Parent = office.Programme })).Positions);

        using var answer = await reader.GetAsync($"/{office.Programme}/positions?handler=Export");
        var exported = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var row = Assert.Single(new MemoryStream(exported).Query(useHeaderRow: true).Cast<IDictionary<string, object?>>());
        Assert.Equal("=HYPERLINK(\"x\")", row["Stillingstittel"]);
        Assert.Equal(75.5, row["Stillingsprosent"]);
        // No cell of it is a formula: what people wrote is never run in whoever's spreadsheet.
        Assert.Empty(SheetReader.Read(exported).Formulas);
    }

    [Fact]
    public async Task An_empty_sheet_has_the_headings_that_an_import_asks_for()
    {
        var (host, office) = await OpenAsync();
        using var reader = new PageReader(host);
        foreach (var path in (string[])["units", "positions", "position-requests"])
        {
            using var answer = await reader.GetAsync($"/{office.Programme}/{path}/import?handler=Template");
            var sheet = SheetReader.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Contains("Kommune", Assert.Single(sheet.Rows).Cells);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_pasted_table_is_shown_and_nothing_is_saved()
    {
        var (host, office) = await OpenAsync();
        using var reader = new PageReader(host);
        var (location, html) = await reader.SendAsync(
            $"/{office.Programme}/positions/import",
            (
                "Pasted",
                "Kommune;Enhet;Stillingstittel;Stillingsprosent;Årlig kostnad;Merknad\nAskim;Finnes ikke;Sykepleier;0;620;x\n"
            )
        );

        Assert.Null(location);
        Assert.Contains("Det finnes ingen enhet i dag med koden eller navnet «Finnes ikke»", html, StringComparison.Ordinal);
        Assert.Contains("«0» er ikke en stillingsprosent", html, StringComparison.Ordinal);
        Assert.Contains("Disse kolonnene brukes ikke: Merknad", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Lagre raden", html, StringComparison.Ordinal);
        Assert.Empty((await office.Client.ListPositionsAsync(new() { Parent = office.Programme })).Positions);
    }

    [Fact]
    public async Task The_charts_stand_beside_each_other_with_what_is_left()
    {
        var (host, office) = await OpenAsync();
        var unit = (await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units.Single(u => u.Code == "41");
        var into = await office.UnitAsync("Hjemmetjenester", UnitLevel.Service);
        await office.PositionAsync(unit);
        using var reader = new PageReader(host);
        var (location, html) = await reader.SendAsync(
            $"/{unit.Name}",
            "handler=Map",
            ("ToUnit", into.Name),
            ("Extent", "Share"),
            ("SharePercent", "0")
        );
        Assert.Null(location);
        Assert.Contains("Skriv en andel fra 1 til 99 prosent", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"/{unit.Name}",
            "handler=Map",
            ("ToUnit", into.Name),
            ("Extent", "Share"),
            ("SharePercent", "60")
        );
        Assert.Equal($"/{unit.Name}", location);

        html = await reader.ReadAsync($"/{office.Programme}/units");

        Assert.Contains("→ Hjemmetjenester (60\u00A0%)", html, StringComparison.Ordinal);
        Assert.Contains("notPlaced=true", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_made_on_the_page_and_waits_for_the_director()
    {
        var (host, office) = await OpenAsync();
        var unit = (await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units.Single(u => u.Code == "41");
        var asks = await office.PersonAsync("Per Enhetsleder");
        using var reader = new PageReader(host);
        var path = $"/{office.Programme}/position-requests/new";
        (string, string)[] fields =
        [
            ("Title", "Sykepleier"),
            ("Unit", unit.Name),
            ("PercentHundredths", "75,5"),
            ("YearlyCost", "540"),
            ("VacantFromDate", "2020-01-01"),
            ("Why", "Sluttet"),
            ("Consequence", "Vedtak brytes"),
            ("Requester", asks.Name),
        ];
        var (location, html) = await reader.SendAsync(path, fields);
        Assert.Null(location);
        Assert.Contains("Skriv hele kroner, ikke tusen kroner", html, StringComparison.Ordinal);
        Assert.Contains("CostConfirmed", html, StringComparison.Ordinal);
        fields[3] = ("YearlyCost", "540 000");
        (location, _) = await reader.SendAsync(path, fields);

        var page = await reader.ReadAsync(location!);
        Assert.Contains("Venter på avgjørelse", page, StringComparison.Ordinal);
        Assert.Contains("Ingen kan avgjøre saken", page, StringComparison.Ordinal);
        Assert.Contains("Det er ikke ført at tillitsvalgte", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Decide", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Advertise", page, StringComparison.Ordinal);
        var overview = await reader.ReadAsync($"/{office.Programme}/position-requests");
        Assert.Contains("75,5\u00A0%", overview, StringComparison.Ordinal);
        Assert.Contains("Ingen leder", overview, StringComparison.Ordinal);
    }

    private async Task<(RunningHost Host, Office Office)> OpenAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var health = await office.UnitAsync("Helse", UnitLevel.Department, askim);
        await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit, askim, u => (u.Code, u.ParentUnit) = ("41", health.Name));
        return (host, office);
    }

    // A form with a file, with the token that the page gave.
    private static async Task<string> UploadAsync(RunningHost host, string path, byte[] content)
    {
        using var client = new HttpClient { BaseAddress = host.Pages };
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var file = new ByteArrayContent(content);
        using var token = new StringContent(Value(page, "__form"));
        using var form = new MultipartFormDataContent { { file, "Upload", "stillinger.xlsx" }, { token, "__form" } };
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string?> SaveAsync(RunningHost host, string path, string content, string requestId)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Pages };
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["Encoded"] = content,
                ["RequestId"] = requestId,
                ["__form"] = Value(page, "__form"),
            }
        );
        using var answer = await client.PostAsync(
            new Uri($"{path}?handler=Save", UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );
        return answer.Headers.Location?.ToString();
    }

    private static string Value(string html, string name)
    {
        var at = html.IndexOf($"name=\"{name}\"", StringComparison.Ordinal);
        Assert.True(at >= 0, $"No field {name}");
        var element = html[html.LastIndexOf('<', at)..html.IndexOf('>', at)];
        var start = element.IndexOf("value=\"", StringComparison.Ordinal) + 7;
        return element[start..element.IndexOf('"', start)];
    }
}
