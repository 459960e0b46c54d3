using MergeProgramme.Browser.Tests.Pages;
using MergeProgramme.Host.SignIn.Local;
using MergeProgramme.Testing;
using Microsoft.Playwright;
using OtpNet;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The first administrator, and somebody let in by them, on a host without a provider: with a passkey, and with an app.</summary>
public sealed class LocalAccountsTests(Chromium chromium)
{
    private const string Password = "elgen spiser ubåt 47";

    [Fact]
    public async Task The_first_administrator_makes_a_passkey_signs_in_with_it_and_lets_somebody_in_who_uses_an_app()
    {
        await using var host = await RunningHost.StartAsync(TestDatabase.Sqlite, null, "Tests:SignedIn=false");
        await using var output = new StringWriter();
        await FirstAdministrator.TellAsync(host.Services, output);
        var link = new Uri(output.ToString().Split('\n')[1].Trim());

        await using var open = await chromium.OpenAsync(link);
        var page = open.Page;
        await AddAuthenticatorAsync(page);
        await Assertions.Expect(page.Locator("#Secret")).ToHaveValueAsync(link.Fragment[1..]);
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);
        await LookAsync(open);
        await ClickAsync(page, "Fortsett");
        await ChooseAsync(page, "Berit Bakken", "berit@eksempel.no");
        await LookAsync(open);
        await page.GetByLabel("Hva du kaller den").FillAsync("bærbar på jobb");
        await ClickAsync(page, "Lag passnøkkel");
        await page.WaitForURLAsync("**/sign-in/recovery-codes");
        await LookAsync(open);
        await ClickAsync(page, "Jeg har tatt vare på kodene");
        await SignOutAsync(page, "Berit Bakken");

        await LookAsync(open);
        await ClickAsync(page, "Logg inn med passnøkkel");
        await page.WaitForURLAsync("**/programmes");
        await page.GotoAsync(At(link, "/me/sign-in"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("bærbar på jobb");
        await LookAsync(open);

        await page.GotoAsync(At(link, "/access/accounts"));
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync("Ola Olsen");
        await page.GetByLabel("Brukernavn").FillAsync("ola");
        await ClickAsync(page, "Lag konto og engangslenke");
        await LookAsync(open);
        var invitation = new Uri(await page.Locator(".ds-alert code").InnerTextAsync());

        await using var other = await chromium.OpenAsync(invitation);
        var ola = other.Page;
        await ClickAsync(ola, "Fortsett");
        await ChooseAsync(ola, "Ola Olsen", "ola");
        var key = (await ola.Locator(".mp-qr code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await ola.GetByLabel("Koden appen viser").FillAsync(new Totp(Base32Encoding.ToBytes(key)).ComputeTotp());
        await ClickAsync(ola, "Sett opp appen");
        await ola.WaitForURLAsync("**/sign-in/recovery-codes");
        var recovery = await ola.Locator(".mp-codes code").First.InnerTextAsync();
        await ClickAsync(ola, "Jeg har tatt vare på kodene");
        await SignOutAsync(ola, "Ola Olsen");
        await ola.GetByLabel("Brukernavn").FillAsync("OLA");
        await ola.GetByLabel("Passord", new() { Exact = true }).FillAsync(Password);
        await ola.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Logg inn", Exact = true }).ClickAsync();
        await ola.WaitForURLAsync("**/sign-in/code");
        await LookAsync(other);
        await ola.GetByLabel("Kode").FillAsync(recovery);
        await ola.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Logg inn", Exact = true }).ClickAsync();
        await ola.WaitForURLAsync("**/programmes");
    }

    private static async Task LookAsync(OpenPage open)
    {
        Assert.Empty(await EveryPageTests.LookAsync(open.Page, "nb"));
        Assert.Empty(open.Complaints);
        await open.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await open.Page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task ChooseAsync(IPage page, string name, string login)
    {
        await page.GetByLabel("Navn", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Brukernavn").FillAsync(login);
        await page.GetByLabel("Nytt passord").FillAsync(Password);
        await page.GetByLabel("Passordet en gang til").FillAsync(Password);
        await ClickAsync(page, "Velg passordet");
        await page.WaitForURLAsync("**/sign-in/second-factor");
    }

    private static async Task SignOutAsync(IPage page, string name)
    {
        await page.Locator(".mp-menu > summary", new() { HasText = name }).ClickAsync();
        await page.Locator(".mp-menu").GetByRole(AriaRole.Button, new() { Name = "Logg ut" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
    }

    private static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>A device that keeps passkeys and knows its owner, as Chromium has it for tests.</summary>
    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private static string At(Uri host, string path) => new Uri(host, path).AbsoluteUri;
}
