using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Pages;

/// <summary>What must hold on every page that the host serves. The pages are those of its routes: a new one cannot be forgotten.</summary>
public sealed class EveryPageTests(Chromium chromium, SampleHost host)
{
    // Pages at a time: as many as there are cores to spare on a small machine.
    private const int AtATime = 2;

    // A text whose key is in no resource file shows as the key itself.
    private const string FindKeys = """
        () => {
            const said = [document.title, document.body.innerText];
            for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
                for (const name of ["aria-label", "placeholder", "title", "alt"]) said.push(element.getAttribute(name) ?? "");
            }
            return said.join("\n").match(/\b[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+\b/g) ?? [];
        }
        """;

    private const string FindOverflow = """
        () => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("main *, header *, footer *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .slice(0, 3)
                .map((element) => element.outerHTML.slice(0, 120))
                .concat(`${document.documentElement.scrollWidth} > ${width}`);
        }
        """;

    [Theory]
    [InlineData("nb")]
    [InlineData("en")]
    public async Task Every_page_is_accessible_in_light_and_dark_and_fits_a_phone(string language)
    {
        var samples = await SamplePages.OfAsync(host);
        var faults = new ConcurrentQueue<string>();

        // While a page is being written: only the addresses that contain this text.
        var only = Environment.GetEnvironmentVariable("MERGEPROGRAMME_PAGES") ?? "";
        // Each looks at its share in one window, as a reader does: what is cached is not fetched again.
        var shares = host
            .Routes.SelectMany(samples.Of)
            .Where(path => path.Contains(only, StringComparison.Ordinal))
            .Index()
            .GroupBy(page => page.Index % AtATime, page => page.Item);
        await Parallel.ForEachAsync(
            shares,
            TestContext.Current.CancellationToken,
            async (share, _) =>
            {
                await using var open = await chromium.OpenAsync(host.At("/preferences"), new View(language), SampleHost.Reader);
                foreach (var path in share)
                {
                    foreach (var fault in await FaultsAsync(open, path, language))
                        faults.Enqueue($"{path} ({language}): {fault}");
                }
            }
        );

        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join('\n', faults.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task Every_route_has_a_sample()
    {
        var samples = await SamplePages.OfAsync(host);

        Assert.All(host.Routes, route => Assert.NotEmpty(samples.Of(route)));
        Assert.True(host.Routes.Count > 10, "The host's pages are found");
    }

    private static async Task<List<string>> FaultsAsync(OpenPage open, string path, string language)
    {
        var faults = new List<string>();
        var page = open.Page;
        var complained = open.Complaints.Count;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 900);
        int status;
        try
        {
            status = (await page.GotoAsync(path))?.Status ?? 0;
        }
        catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal))
        {
            // A file, not a page.
            return faults;
        }
        // The error pages are looked at by way of one of them.
        var expected = path.StartsWith("/error/", StringComparison.Ordinal) ? 404 : 200;
        if (status != expected)
            return [$"answers {status}"];

        // What everybody reads has the language of its address.
        var spoken =
            !path.StartsWith("/public/", StringComparison.Ordinal) ? language
            : path.EndsWith("/en", StringComparison.Ordinal) ? "en"
            : "nb";
        faults.AddRange(await LookAsync(page, spoken));
        // The browser complains of the status that an error page must have.
        if (expected == 200)
            faults.AddRange(open.Complaints.Skip(complained));
        return faults;
    }

    /// <summary>What is wrong with a page that is shown: in light, in dark, and on a phone.</summary>
    internal static async Task<List<string>> LookAsync(IPage page, string language)
    {
        var faults = new List<string>();
        faults.AddRange((await Chromium.FaultsAsync(page)).Select(fault => $"light: {fault}"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        faults.AddRange((await Chromium.FaultsAsync(page, Chromium.RulesOfColour)).Select(fault => $"dark: {fault}"));
        if (await page.Locator("html").GetAttributeAsync("lang") != language)
            faults.Add("is in another language");
        foreach (var key in await page.EvaluateAsync<string[]>(FindKeys))
            faults.Add($"shows the key {key} in place of its text");
        await page.SetViewportSizeAsync(View.PhoneWidth, 640);
        var overflow = await page.EvaluateAsync<string[]>(FindOverflow);
        if (overflow.Length > 0)
            faults.Add($"scrolls sideways on a phone: {string.Join(" | ", overflow)}");
        return faults;
    }
}
