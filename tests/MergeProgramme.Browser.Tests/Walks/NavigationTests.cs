using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The navigation of a programme: one line on a desk, one menu on a phone, with and without JavaScript.</summary>
public sealed class NavigationTests(Chromium chromium, SampleHost host)
{
    private const string Bodies = $"/programmes/{SampleHost.FurtherProgramme}/bodies";

    [Theory]
    [InlineData("nb")]
    [InlineData("en")]
    public async Task It_is_one_line_at_1280_pixels(string language)
    {
        await using var open = await chromium.OpenAsync(host.At(Bodies), new View(language), SampleHost.Reader);

        var tops = await open.Page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('.mp-nav-row > li')].map((item) => item.getBoundingClientRect().top)"
        );

        Assert.True(tops.Length > 5, "The reader may open more than a few pages");
        Assert.Single(tops.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_opens_leads_to_its_pages_and_says_where_one_is(bool javaScript)
    {
        await using var open = await chromium.OpenAsync(host.At(Bodies), new View(JavaScript: javaScript), SampleHost.Reader);
        var row = open.Page.Locator(".mp-nav-row");
        var group = row.Locator("summary", new() { HasText = "Organer og møter" });

        await Assertions.Expect(row.Locator("[aria-current]")).ToHaveTextAsync(["Organer og møter", "Organer"]);
        await group.ClickAsync();
        // Opening another one closes it.
        await row.Locator("summary", new() { HasText = "Folk og stillinger" }).ClickAsync();
        await Assertions.Expect(row.Locator("details[open]")).ToHaveCountAsync(1);
        await group.ClickAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "Saker", Exact = true }).ClickAsync();

        await open.Page.WaitForURLAsync("**/cases");
        await Assertions.Expect(row.Locator("[aria-current=page]")).ToHaveTextAsync("Saker");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task By_keyboard_a_group_opens_with_Enter_and_closes_with_Escape()
    {
        await using var open = await chromium.OpenAsync(host.At(Bodies), signInAs: SampleHost.Reader);
        var group = open.Page.Locator(".mp-nav-row details", new() { HasText = "Organer og møter" });

        await Keys.PressAsync(group.Locator("summary"));
        await Assertions.Expect(group.GetByRole(AriaRole.Link, new() { Name = "Møter", Exact = true })).ToBeVisibleAsync();
        await open.AxeAsync();
        await open.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(group).Not.ToHaveAttributeAsync("open", "");
        await Assertions.Expect(group.Locator("summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_it_is_one_menu()
    {
        await using var open = await chromium.OpenAsync(
            host.At(Bodies),
            new View(Width: View.PhoneWidth, Height: 640, JavaScript: false),
            SampleHost.Reader
        );
        var menu = open.Page.Locator(".mp-nav-menu");

        await Assertions.Expect(open.Page.Locator(".mp-nav-row")).ToBeHiddenAsync();
        await Assertions.Expect(menu.Locator("summary")).ToContainTextAsync("Organer");
        await menu.Locator("summary").ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "Møter", Exact = true }).ClickAsync();

        await open.Page.WaitForURLAsync("**/meetings");
    }
}
