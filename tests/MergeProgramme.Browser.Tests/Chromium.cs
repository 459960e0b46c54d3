using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using MergeProgramme.Browser.Tests;
using MergeProgramme.Host;
using Microsoft.AspNetCore.Localization;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace MergeProgramme.Browser.Tests;

/// <summary>How a page is looked at.</summary>
/// <param name="Language">Language of the pages, <c>nb</c> or <c>en</c>.</param>
/// <param name="ColorScheme">What the reader's device asks for.</param>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="Height">Height of the window in CSS pixels.</param>
/// <param name="JavaScript">False for a browser without JavaScript. Axe cannot look at such a page.</param>
public sealed record View(
    string Language = "nb",
    ColorScheme ColorScheme = ColorScheme.Light,
    int Width = 1280,
    int Height = 900,
    bool JavaScript = true
)
{
    /// <summary>Width of a small phone in CSS pixels, at which WCAG 2.2 (1.4.10) asks for pages without sideways scrolling.</summary>
    public const int PhoneWidth = 320;

    /// <summary>Both languages, each in light and dark: what every page is checked in.</summary>
    public static IEnumerable<View> All =>
        from language in (string[])["nb", "en"]
        from scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark]
        select new View(language, scheme);

    /// <inheritdoc/>
    public override string ToString() => $"{Language} {ColorScheme} {Width}×{Height}{(JavaScript ? "" : " without JavaScript")}";
}

/// <summary>A page that a test looks at, in a browser profile of its own: nothing is left over for the next test.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    internal OpenPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue($"script: {error}");
        page.RequestFailed += (_, request) => complaints.Enqueue($"request: {request.Url} {request.Failure}");
    }

    /// <summary>Playwright's page.</summary>
    public IPage Page { get; }

    /// <summary>HTTP status of the page that was opened.</summary>
    public int Status { get; internal set; }

    /// <summary>What the browser complained of since the page was opened: script errors, refused sources, failed requests.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Fails when axe finds anything on the page against WCAG 2.2 A and AA or its best practices, or the browser complained.</summary>
    public async Task AxeAsync()
    {
        await Chromium.AxeAsync(Page);
        Assert.True(complaints.IsEmpty, $"The browser complains at {Page.Url}:\n{string.Join('\n', complaints)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.CloseAsync();
}

/// <summary>Debian's Chromium, one for all tests of this assembly. A test class takes it as a constructor parameter.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    // Run in the page itself: the library's own way opens another page for each run, for the sake of frames, which ours do not have.
    private const string RunAxe = """
        async (rules) => {
            const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
            const result = await axe.run(document, {
                runOnly: rules.length > 0 ? { type: "rule", values: rules } : tags,
                resultTypes: ["violations"],
            });
            return result.violations.flatMap((violation) =>
                violation.nodes.map((node) =>
                    `${violation.impact} ${violation.id}: ${violation.help} (${violation.helpUrl})\n` +
                    `    at ${node.target.join(" ")}: ${node.html}\n    ${(node.failureSummary ?? "").replaceAll("\n", "\n    ")}`,
                ),
            );
        }
        """;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <summary>Starts the browser.</summary>
    /// <exception cref="InvalidOperationException">Chromium is missing; the message says what to install.</exception>
    public async ValueTask InitializeAsync()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        string executable =
            folders.Append("/usr/bin").Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed. Install it: apt-get install chromium");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Headless = true,
                Args = Arguments,
            }
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }
        playwright?.Dispose();
    }

    /// <summary>Opens a page in a new browser profile and waits until it has loaded.</summary>
    /// <param name="address">Absolute address. Paths used on the page later may be relative to it.</param>
    /// <param name="view">Bokmål, light, on a desk when left out.</param>
    /// <param name="signInAs">Whom of the sample to sign in as before, such as <c>office</c>; nobody when left out.</param>
    public async Task<OpenPage> OpenAsync(Uri address, View? view = null, string? signInAs = null)
    {
        view ??= new View();
        IBrowserContext context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.GetLeftPart(UriPartial.Authority),
                ColorScheme = view.ColorScheme,
                JavaScriptEnabled = view.JavaScript,
                Locale = view.Language == "en" ? "en-GB" : "nb-NO",
                TimezoneId = "Europe/Oslo",
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
            }
        );
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = PreferenceCookies.Language,
                // As the browser gets it from the host, where the value is percent-encoded.
                Value = Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(view.Language))),
                Url = address.GetLeftPart(UriPartial.Authority),
            },
        ]);
        var opened = new OpenPage(context, await context.NewPageAsync());
        if (signInAs is not null)
        {
            await opened.Page.GotoAsync("/sign-in?returnUrl=/preferences");
            await opened.Page.Locator($"button[name=person][value={signInAs}]").ClickAsync();
            await opened.Page.WaitForURLAsync("**/preferences");
        }
        opened.Status = (await opened.Page.GotoAsync(address.AbsoluteUri))?.Status ?? 0;
        return opened;
    }

    /// <summary>The rules that a page can break in one colour scheme and keep in the other.</summary>
    public static IReadOnlyList<string> RulesOfColour { get; } = ["color-contrast", "link-in-text-block"];

    /// <summary>Fails when axe finds anything on the page against WCAG 2.2 A and AA or its best practices. The message says what and where.</summary>
    public static async Task AxeAsync(IPage page)
    {
        var faults = await FaultsAsync(page);
        Assert.True(faults.Count == 0, $"axe finds {faults.Count} faults at {page.Url}\n{string.Join('\n', faults)}");
    }

    /// <summary>What axe finds on the page: the rule, the place and what to do about it.</summary>
    /// <param name="rules">Only these rules; all of WCAG 2.2 A and AA and its best practices when left out.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, IReadOnlyList<string>? rules = null)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
            await page.EvaluateAsync(AxeScript);
        return await page.EvaluateAsync<string[]>(RunAxe, rules ?? []);
    }
}
