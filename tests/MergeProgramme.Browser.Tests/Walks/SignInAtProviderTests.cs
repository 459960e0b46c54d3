using MergeProgramme.Testing.SignIn;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Sign-in and sign-out at a real OpenID Connect provider, in a real browser.</summary>
public sealed class SignInAtProviderTests(Chromium chromium, SharedOidcHost shared) : IClassFixture<SharedOidcHost>
{
    private readonly OidcHost oidc = shared.Oidc;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_signs_in_is_who_the_provider_says_and_signs_out_of_both(bool javaScript)
    {
        oidc.Issuer.ForgetSessions();
        await using var open = await chromium.OpenAsync(At("/programmes"), new View(JavaScript: javaScript));
        var page = open.Page;
        await Assertions.Expect(page).ToHaveURLAsync(At("/sign-in?returnUrl=%2Fprogrammes").AbsoluteUri);
        if (javaScript)
            await open.AxeAsync();

        await SignInAsync(page);

        await Assertions.Expect(page).ToHaveURLAsync(At("/programmes").AbsoluteUri);
        await page.Locator(".mp-menu > summary", new() { HasText = "Kari Revisor" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Min tilgang" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(At("/me").AbsoluteUri);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Revisor");
        Assert.Single(oidc.Issuer.Sessions);

        await page.Locator(".mp-menu > summary", new() { HasText = "Kari Revisor" }).ClickAsync();
        await page.Locator(".mp-menu").GetByRole(AriaRole.Button, new() { Name = "Logg ut" }).ClickAsync();

        await page.WaitForURLAsync(At("/sign-in?notice=signed-out").AbsoluteUri);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Du er logget ut, også hos innloggingstjenesten.");
        if (javaScript)
            await open.AxeAsync();
        Assert.Empty(oidc.Issuer.Sessions);
        await page.GotoAsync("/programmes");
        await Assertions.Expect(page).ToHaveURLAsync(At("/sign-in?returnUrl=%2Fprogrammes").AbsoluteUri);
    }

    [Fact]
    public async Task Who_signs_out_at_the_provider_is_sent_to_sign_in_by_the_next_click()
    {
        oidc.Issuer.ForgetSessions();
        await using var open = await chromium.OpenAsync(At("/sign-in?returnUrl=/me"));
        var page = open.Page;
        await SignInAsync(page);
        await page.WaitForURLAsync(At("/me").AbsoluteUri);

        using var told = await oidc.Issuer.EndAsync(oidc.Issuer.Sessions.Single());

        Assert.True(told.IsSuccessStatusCode);
        await page.Locator("header a[href='/programmes'], nav a[href='/programmes'], a[href='/']").First.ClickAsync();
        await page.WaitForURLAsync("**/sign-in**");
    }

    [Fact]
    public async Task The_providers_own_page_signs_out_here_from_within_a_frame()
    {
        oidc.Issuer.ForgetSessions();
        await using var open = await chromium.OpenAsync(At("/sign-in?returnUrl=/me"));
        var page = open.Page;
        await SignInAsync(page);
        await page.WaitForURLAsync(At("/me").AbsoluteUri);

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync(new Uri(oidc.Issuer.Address, $"/front-channel/{oidc.Issuer.Sessions.Single().Id}").AbsoluteUri),
            response => response.Url.Contains("/front-channel-logout", StringComparison.Ordinal)
        );

        Assert.Equal(200, answer.Status);
        Assert.Empty(open.Complaints);
        await page.GotoAsync(At("/me").AbsoluteUri);
        await page.WaitForURLAsync("**/sign-in**");
    }

    [Fact]
    public async Task Who_thinks_better_of_it_is_told_in_plain_words()
    {
        await using var open = await chromium.OpenAsync(At("/sign-in"));
        var page = open.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = $"Logg inn med {OidcHost.ProviderName}" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();

        await page.WaitForURLAsync(At("/sign-in?notice=denied").AbsoluteUri);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Du avbrøt innloggingen.");
        await open.AxeAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Logg inn med {OidcHost.ProviderName}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kari Revisor" }).ClickAsync();
    }

    private Uri At(string path) => new(oidc.Host.Pages, path);
}
