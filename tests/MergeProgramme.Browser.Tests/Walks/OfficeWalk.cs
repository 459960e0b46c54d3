using System.Globalization;
using MergeProgramme.Host.Demo;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>
/// Somebody at work in a sample programme, on a host of their own, who finds their way from the navigation: with the mouse, or with the
/// keyboard alone. Axe looks at every page that they come to.
/// </summary>
internal sealed class OfficeWalk : IAsyncDisposable
{
    /// <summary>Five municipalities that merge.</summary>
    public const string IndreOstfold = "programmes/indre-ostfold";

    /// <summary>A service sector that is turned round.</summary>
    public const string Bodo = "programmes/bodo-pfv2";

    // Milliseconds; where nothing is wrong, a page takes a tenth.
    private const float Patience = 10_000;

    // On the document that is left; the next one does not have it.
    private const string Left = "data-left";

    private readonly RunningHost host;
    private readonly Chromium chromium;
    private readonly bool keyboard;
    private readonly List<OpenPage> opened = [];

    private OfficeWalk(RunningHost host, Chromium chromium, bool keyboard) =>
        (this.host, this.chromium, this.keyboard) = (host, chromium, keyboard);

    /// <summary>The window of who signed in last.</summary>
    public IPage Page => opened[^1].Page;

    /// <summary>What the page says, without what stands around every page.</summary>
    public ILocator Main => Page.Locator("main");

    /// <summary>Clients of the host, to see what the pages have written.</summary>
    public A4Walk.Clients Clients => A4Walk.Clients.Of(host.Services);

    /// <summary>Today in Norway, until the demo clock is moved.</summary>
    public static DateOnly Today => TimeProvider.System.Today();

    /// <summary>Starts a host with the sample programmes and signs in.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="person">Whom of the sample to sign in as.</param>
    /// <param name="programme">The programme to begin in.</param>
    /// <param name="keyboard">Whether to do without a mouse.</param>
    public static async Task<OfficeWalk> BeginAsync(
        Chromium chromium,
        string person = "office",
        string programme = IndreOstfold,
        bool keyboard = false
    )
    {
        var host = await RunningHost.StartAsync(TestDatabase.Sqlite, null, "Demo:Enabled=true", "Tests:SignedIn=false");
        await SampleProgrammes.LoadAsync(host.Services);
        var walk = new OfficeWalk(host, chromium, keyboard);
        await walk.SignInAsync(person, programme);
        return walk;
    }

    /// <summary>Somebody else takes over, in a browser profile of their own.</summary>
    public async Task SignInAsync(string person, string programme = IndreOstfold)
    {
        opened.Add(await chromium.OpenAsync(new Uri(host.Pages, $"/{programme}"), signInAs: person));
        Page.SetDefaultTimeout(Patience);
        await LookAsync();
    }

    /// <summary>A day as a date field takes it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as the pages show it.</summary>
    public static string Shown(DateOnly day) => NorwegianTime.Format(day, CultureInfo.GetCultureInfo("nb-NO"));

    /// <summary>Goes to a page by the navigation, opening the group that it stands in.</summary>
    public async Task NavigateAsync(string page)
    {
        var named = Page.GetByRole(
            AriaRole.Link,
            new()
            {
                Name = page,
                Exact = true,
                IncludeHidden = true,
            }
        );
        var row = Page.Locator(".mp-nav-row > li", new() { Has = named });
        var link = row.GetByRole(
            AriaRole.Link,
            new()
            {
                Name = page,
                Exact = true,
                IncludeHidden = true,
            }
        );
        var group = row.Locator("details");
        if (await group.CountAsync() > 0)
            await UseAsync(group.Locator("summary"));
        await LeaveByAsync(link);
    }

    /// <summary>Follows the first link of that name on the page.</summary>
    public Task FollowAsync(string link) =>
        LeaveByAsync(Main.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    /// <summary>Presses the first button of that name on the page.</summary>
    public Task PressAsync(string button) =>
        LeaveByAsync(Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First);

    /// <summary>Uses what leads to another page, or to this one anew, waits for it and looks at it.</summary>
    public async Task LeaveByAsync(ILocator what)
    {
        await Page.EvaluateAsync($"document.documentElement.setAttribute('{Left}', '')");
        await UseAsync(what);
        await Page.Locator($"html:not([{Left}])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Page.WaitForLoadStateAsync();
        await LookAsync();
    }

    /// <summary>Clicks something, or goes to it by Tab and presses Enter.</summary>
    public Task UseAsync(ILocator what) => keyboard ? Keys.PressAsync(what) : what.ClickAsync();

    /// <summary>Chooses one of several, or ticks a box, by its label.</summary>
    public async Task ChooseAsync(string label)
    {
        var box = Main.GetByLabel(label, new() { Exact = true }).First;
        await (keyboard ? Keys.ChooseAsync(box) : box.CheckAsync());
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    /// <summary>Writes into fields by their names in the form; in a list of choices it chooses by what the choice says.</summary>
    public async Task FillAsync(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = Field(name);
            var isList = await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'");
            if (keyboard)
                await Keys.TypeAsync(field, value);
            else if (isList)
                await field.SelectOptionAsync(new SelectOptionValue { Label = value });
            else
                await field.FillAsync(value);
        }
    }

    /// <summary>A field by its name in the form.</summary>
    public ILocator Field(string name) => Main.Locator($"[name='{name}']:not([type=hidden], [type=submit])");

    /// <summary>Fails unless a field is marked as wrong, with a text that says so.</summary>
    public async Task IsWrongAsync(string name, string text)
    {
        await Assertions.Expect(Field(name)).ToHaveAttributeAsync("aria-invalid", "true");
        await SeeAsync(text);
    }

    /// <summary>Fails unless the page says so somewhere.</summary>
    public Task SeeAsync(params string[] texts) => SeeInAsync(Main, texts);

    /// <summary>Fails unless this part of the page says so.</summary>
    public static async Task SeeInAsync(ILocator part, params string[] texts)
    {
        foreach (var text in texts)
            await Assertions.Expect(part).ToContainTextAsync(text);
    }

    /// <summary>The rows of tables that hold a text.</summary>
    public ILocator Row(string text) => Page.Locator("main tbody tr", new() { HasText = text });

    /// <summary>Saves the file that a link leads to, and gives its name and where it lies.</summary>
    public async Task<(string Name, string Path)> DownloadAsync(string link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() =>
            UseAsync(Main.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First)
        );
        return (download.SuggestedFilename, await download.PathAsync());
    }

    /// <summary>Moves the demo clock forward: then it is that many days later for everybody.</summary>
    public async Task WaitDaysAsync(int days)
    {
        await LeaveByAsync(Page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Demoklokke", Exact = true }));
        await FillAsync(("Days", days.ToString(CultureInfo.InvariantCulture)));
        await PressAsync("Flytt tiden");
    }

    /// <summary>Waits until a consumer has handled all that a module has said.</summary>
    public Task CaughtUpAsync(string consumer, string module) => host.CaughtUpAsync(consumer, module);

    /// <summary>
    /// Fails unless the browser was content with all windows. A page that turned out to be a file is a request that ended early, and a form
    /// that was refused is no fault of the page's.
    /// </summary>
    public void End() =>
        Assert.All(
            opened.SelectMany(open => open.Complaints),
            complaint =>
                Assert.True(
                    complaint.Contains("net::ERR_ABORTED", StringComparison.Ordinal)
                        || complaint.Contains("status of 400", StringComparison.Ordinal),
                    complaint
                )
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var open in opened)
            await open.DisposeAsync();
        await host.DisposeAsync();
    }

    private Task LookAsync() => Chromium.AxeAsync(Page);
}
