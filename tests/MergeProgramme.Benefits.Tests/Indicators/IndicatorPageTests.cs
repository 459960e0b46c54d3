using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Benefits.V1.BenefitsService;

namespace MergeProgramme.Benefits.Tests.Indicators;

[Collection("hosts")]
public sealed class IndicatorPageTests(SharedHosts hosts)
{
    private const string Programme = HandoverOffice.Programme;

    private static readonly (string, string)[] Fields =
    [
        ("Title", "Liggetid"),
        ("Unit", "døgn"),
        ("Decimals", "1"),
        ("Code", ""),
        ("Direction", "LowerIsBetter"),
        ("PeriodKind", "Year"),
        ("Kind", "Measure"),
        ("Benefit", ""),
        ("Owner", "Per"),
        ("Municipality", ""),
        ("BaselineValue", "7,5"),
        ("BaselineDate", "2013-12-31"),
        ("BaselineSource", "IPLOS"),
        ("TargetValue", "3"),
        ("TargetDate", "2017-12-31"),
        ("PerInhabitantFactor", "0"),
        ("Description", ""),
    ];

    [Fact]
    public async Task An_indicator_is_registered_measured_and_drawn()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains("Ingen indikatorer", await reader.ReadAsync($"/{Programme}/indicators"), StringComparison.Ordinal);
        var (location, _) = await reader.SendAsync($"/{Programme}/indicators/new", Fields);
        var indicator = Assert.Single((await client.ListIndicatorsAsync(new() { Parent = Programme })).Indicators);
        Assert.Equal($"/{indicator.Name}", location);
        Assert.Equal(("7.5", "3"), (indicator.BaselineValue.Value, indicator.TargetValue.Value));
        var html = await reader.ReadAsync($"/{indicator.Name}");
        Assert.Contains("Ingenting er målt ennå", html, StringComparison.Ordinal);

        (location, _) = await reader.SendAsync(
            $"/{indicator.Name}/measurements/new",
            ("Year", "2015"),
            ("Municipality", ""),
            ("OtherNumber", ""),
            ("OtherName", ""),
            ("Value", "5,2"),
            ("Source", "IPLOS")
        );
        Assert.Equal($"/{indicator.Name}", location);
        (location, _) = await reader.SendAsync(
            $"/{indicator.Name}/measurements/new",
            ("Year", "2015"),
            ("Municipality", "other"),
            ("OtherNumber", "1601"),
            ("OtherName", "Trondheim"),
            ("Value", "4,0"),
            ("Source", "IPLOS")
        );
        Assert.NotNull(location);
        html = await reader.ReadAsync($"/{indicator.Name}");
        Assert.Contains("51,1 % av veien", html, StringComparison.Ordinal);
        Assert.Contains("<polyline", html, StringComparison.Ordinal);
        Assert.Contains("Mål 3,0 innen 31.12.2017", html, StringComparison.Ordinal);
        html = await reader.ReadAsync($"/{indicator.Name}?chosen=true&m=1601&whole=true");
        Assert.Contains("Trondheim</text>", html, StringComparison.Ordinal);
        html = await reader.ReadAsync($"/{indicator.Name}?chosen=true&m=9999&others=rot");
        Assert.Contains("Ingenting er målt for 9999, rot.", html, StringComparison.Ordinal);
        html = await reader.ReadAsync($"/{Programme}/indicators");
        Assert.Contains("På vei", html, StringComparison.Ordinal);

        // What was entered is verified on its own page, and a new value is a new revision.
        var first = $"/{indicator.Name}/measurements/all-2015-1";
        (location, html) = await reader.SendAsync(first, ("State", "Refused"), ("Reason", ""));
        Assert.Null(location);
        Assert.Contains("Skriv hvorfor målingen avvises.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(first, ("State", "Verified"), ("Reason", ""));
        Assert.Equal($"/{indicator.Name}", location);
        await IndicatorTests.MeasureAsync(client, indicator, 2015, 1, "5");
        html = await reader.ReadAsync(first);
        Assert.Contains("Utgaver av perioden", html, StringComparison.Ordinal);
        Assert.Contains("Erstattet", html, StringComparison.Ordinal);
        html = await reader.ReadAsync($"/{indicator.Name}/measurements/1601-2015-1");
        Assert.Contains("Trondheim, 2015", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_stands_at_its_field()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        (string, string)[] With(string name, string value) => [.. Fields.Select(f => f.Item1 == name ? (name, value) : f)];
        async Task RefusedAsync(string field, string value, string text)
        {
            var (location, html) = await reader.SendAsync($"/{Programme}/indicators/new", With(field, value));
            Assert.Null(location);
            Assert.Contains($"id=\"{field}-error\"", html, StringComparison.Ordinal);
            Assert.Contains(text, html, StringComparison.Ordinal);
        }
        await RefusedAsync("BaselineValue", "mye", "er ikke et tall");
        await RefusedAsync("BaselineValue", "1.234", "kan leses på to måter");
        await RefusedAsync("BaselineValue", "7,55", "har flere");
        await RefusedAsync("TargetDate", "2012-12-31", "Målet må gjelde etter utgangspunktet");
        await RefusedAsync("Title", "", "Liggetid");
        Assert.Empty((await client.ListIndicatorsAsync(new() { Parent = Programme })).Indicators);

        // The form gives back what it shows.
        await reader.SendAsync($"/{Programme}/indicators/new", With("BaselineValue", "1234,5"));
        var indicator = Assert.Single((await client.ListIndicatorsAsync(new() { Parent = Programme })).Indicators);
        Assert.Contains("1234,5", await reader.ReadAsync($"/{indicator.Name}/edit"), StringComparison.Ordinal);
        var (saved, _) = await reader.SendAsync(
            $"/{indicator.Name}/edit",
            [.. With("BaselineValue", "1234,5"), ("Etag", indicator.Etag)]
        );
        Assert.Equal($"/{indicator.Name}", saved);
        Assert.Equal("1234.5", (await client.GetIndicatorAsync(new() { Name = indicator.Name })).BaselineValue.Value);
        (saved, _) = await reader.SendAsync($"/{indicator.Name}/delete");
        Assert.Equal($"/{Programme}/indicators", saved);
        Assert.Empty((await client.ListIndicatorsAsync(new() { Parent = Programme })).Indicators);
    }

    [Fact]
    public async Task A_benefit_leads_to_its_indicators_also_when_it_has_none()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var benefit = await client.CreateBenefitAsync(
            new()
            {
                Parent = Programme,
                Benefit = new() { Text = "Kortere liggetid", Kind = BenefitKind.Quality },
                BenefitId = "liggetid",
            }
        );
        Assert.Contains(
            $"/{Programme}/indicators?benefit=liggetid",
            await reader.ReadAsync($"/{Programme}/benefits"),
            StringComparison.Ordinal
        );
        var html = await reader.ReadAsync($"/{Programme}/indicators?benefit=liggetid");
        Assert.Contains("Gevinsten har ingen indikatorer ennå", html, StringComparison.Ordinal);
        var asked = IndicatorTests.Days();
        asked.Benefit = benefit.Name;
        await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = asked });
        await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = IndicatorTests.Inhabitants() });
        html = await reader.ReadAsync($"/{Programme}/indicators?benefit=liggetid");
        Assert.Contains("Liggetid etter", html, StringComparison.Ordinal);
        Assert.DoesNotContain("personer", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_table_is_checked_mended_and_saved()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var indicator = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = IndicatorTests.Inhabitants() });
        var import = $"/{Programme}/indicators/import";
        var token = ValueOf(await reader.ReadAsync(import), "__form");
        (string, string)[] fields =
        [
            ("Of", indicator.Name),
            ("Source", "SSB"),
            ("DecimalSign", "Unspecified"),
            ("Pasted", "Region\t2014\t2015\n1804 Bodø\t49 731\tmye\n1601 Trondheim\t179692\t182035\n"),
        ];
        var (location, html) = await SendAsync("Check", fields);
        Assert.Null(location);
        Assert.Contains("er ikke et tall", html, StringComparison.Ordinal);
        Assert.Contains("Lagre 3 målinger", html, StringComparison.Ordinal);
        Assert.Contains("Behold de 3 gode målingene, og la de 1 linjene med feil ligge", html, StringComparison.Ordinal);
        (string, string)[] Seen() =>
            [
                .. fields.Where(f => f.Item1 != "Pasted"),
                .. new[] { "Encoded", "RequestId", "Seen" }.Select(name => (name, ValueOf(html, name))),
                ("Form", "Wide"),
                .. new[] { 0, 1, 0, 0, 0, 0 }.Select((place, i) => ($"Columns[{i}]", $"{place}")),
            ];
        // Nothing is left out that nobody has said may be.
        (location, html) = await SendAsync("Save", Seen());
        Assert.Null(location);
        Assert.Contains("Kryss av for at de gode skal beholdes", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListIndicatorSeriesAsync(new() { Parent = indicator.Name })).Series);
        using var report = await reader.PostAsync($"{import}?handler=Report", Pairs(Seen()));
        Assert.Equal("text/csv", report.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "2;2015;«mye»",
            (await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(
                "\"",
                "",
                StringComparison.Ordinal
            ),
            StringComparison.Ordinal
        );
        (location, _) = await SendAsync("Save", [.. Seen(), ("SkipBad", "true")]);
        Assert.Equal($"/{indicator.Name}", location);
        Assert.Equal(2, (await client.ListIndicatorSeriesAsync(new() { Parent = indicator.Name })).Series.Count);
        (location, html) = await SendAsync("Check", [("Of", ""), ("Pasted", " ")]);
        Assert.Null(location);
        Assert.Contains("Velg en fil, eller lim inn linjer.", html, StringComparison.Ordinal);

        IEnumerable<KeyValuePair<string, string>> Pairs((string, string)[] sent) =>
            sent.Append(("__form", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));

        async Task<(string? Location, string Html)> SendAsync(string handler, (string, string)[] sent)
        {
            using var answer = await reader.PostAsync($"{import}?handler={handler}", Pairs(sent));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 400, text);
            return (answer.Headers.Location?.ToString(), System.Net.WebUtility.HtmlDecode(text));
        }
    }

    [Fact]
    public async Task A_table_that_was_taken_out_is_taken_in_again_as_nothing_new()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var indicator = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = IndicatorTests.Days() });
        await IndicatorTests.MeasureAsync(client, indicator, 2015, 1, "6.25");
        await IndicatorTests.MeasureAsync(client, indicator, 2015, 2, "5.1", "0301", "Oslo");
        await IndicatorTests.MeasureAsync(client, indicator, 2015, 1, "4", "1601", "Trondheim");
        var html = await reader.ReadAsync($"/{indicator.Name}?chosen=true&m=0301&m=1601&whole=true");
        var at = html.IndexOf($"/{indicator.Name}?handler=Table", StringComparison.Ordinal);
        using var answer = await reader.GetAsync(html[at..html.IndexOf('"', at)]);
        var file = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var shown = await client.ImportMeasurementsAsync(
            new()
            {
                Parent = Programme,
                Indicator = indicator.Name,
                Source = "Ark",
                Content = Google.Protobuf.ByteString.CopyFrom(file),
                ValidateOnly = true,
            }
        );
        Assert.Equal(["Kommunenr", "Kommunenavn", "2015-T1", "2015-T2"], shown.Headings);
        Assert.Equal(
            (MeasurementSheetForm.Wide, 3, 0, 0),
            (shown.Form, shown.UnchangedCount, shown.CreatedCount, shown.ProblemCount)
        );
    }

    [Fact]
    public async Task A_file_of_ten_megabytes_is_read_and_goes_on_packed()
    {
        var (host, client) = await HostAsync();
        await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = IndicatorTests.Inhabitants() });
        using var pages = new HttpClient { BaseAddress = host.Pages };
        var path = new Uri($"/{Programme}/indicators/import", UriKind.Relative);
        var html = await pages.GetStringAsync(path, TestContext.Current.CancellationToken);
        // Few lines, and each with much beside the figure.
        var beside = new string('x', 10_000);
        var text =
            $"Kode;Kommune;År;Verdi;Kilde;Merknad\n{string.Concat(Enumerable.Range(0, 1000).Select(i => $"innbyggere;{1001 + i};2015;{i};SSB;{beside}\n"))}";
        using var file = new StringContent(text);
        using var token = new StringContent(ValueOf(html, "__form"));
        using var form = new MultipartFormDataContent { { file, "Upload", "stor.csv" }, { token, "__form" } };
        using var answer = await pages.PostAsync(
            new Uri($"{path}?handler=Check", UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );
        var read = System.Net.WebUtility.HtmlDecode(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.True(answer.IsSuccessStatusCode, read);
        Assert.Contains("Lagre 1\u00A0000 målinger", read, StringComparison.Ordinal);
        Assert.True(ValueOf(read, "Encoded").Length < 1_000_000);
    }

    // What a hidden field holds.
    private static string ValueOf(string html, string name)
    {
        var start = html.IndexOf($"name=\"{name}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, name);
        var value = html[(html.IndexOf("value=\"", start, StringComparison.Ordinal) + 7)..];
        return System.Net.WebUtility.HtmlDecode(value[..value.IndexOf('"', StringComparison.Ordinal)]);
    }

    private async Task<(RunningHost Host, BenefitsServiceClient Client)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        return (host, new(host.Invoker(Transport.InProcess)));
    }
}
