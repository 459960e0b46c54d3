using System.Net;
using MergeProgramme.Access.V1;
using Microsoft.AspNetCore.Builder;

namespace MergeProgramme.Testing.SignIn;

/// <summary>A host that people sign in to at a <see cref="TestIssuer"/>. The group <c>revisjon</c> makes somebody an auditor.</summary>
public sealed class OidcHost : IAsyncDisposable
{
    /// <summary>What people know the provider as.</summary>
    public const string ProviderName = "Prøveleverandøren";

    private readonly string secretFile;

    private OidcHost(TestIssuer issuer, RunningHost host, string secretFile) =>
        (Issuer, Host, this.secretFile) = (issuer, host, secretFile);

    /// <summary>The provider.</summary>
    public TestIssuer Issuer { get; }

    /// <summary>The host.</summary>
    public RunningHost Host { get; }

    /// <summary>What the host knows of who may do what.</summary>
    public AccessService.AccessServiceClient Access => new(Host.Invoker(Transport.InProcess));

    /// <summary>Starts both and makes them known to each other.</summary>
    /// <param name="settings">Further settings of the host, such as <c>SignIn:Oidc:AcrValues=high</c>.</param>
    public static Task<OidcHost> StartAsync(TestDatabase database = TestDatabase.Sqlite, params string[] settings) =>
        StartAsync(database, configure: null, settings);

    /// <param name="configure">Replaces services or settings for the test.</param>
    /// <inheritdoc cref="StartAsync(TestDatabase, string[])"/>
    public static async Task<OidcHost> StartAsync(
        TestDatabase database,
        Action<WebApplicationBuilder>? configure,
        params string[] settings
    )
    {
        var issuer = await TestIssuer.StartAsync();
        var secretFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(secretFile, issuer.WebClientSecret + "\n");
        var host = await RunningHost.StartAsync(
            database,
            configure,
            [
                "Tests:SignedIn=false",
                $"SignIn:Oidc:Authority={issuer.Address}",
                $"SignIn:Oidc:ClientId={TestIssuer.WebClient}",
                $"SignIn:Oidc:DisplayName={ProviderName}",
                $"SignIn:Tokens:test:Authority={issuer.Address}",
                $"SignIn:Tokens:test:Audience={TokenHost.Audience}",
                "SignIn:Oidc:Roles:0:Value=revisjon",
                "SignIn:Oidc:Roles:0:Role=AUDITOR",
                .. settings.Any(s => s.StartsWith("SignIn:Oidc:ClientKeyFile", StringComparison.Ordinal))
                    ? (string[])[]
                    : [$"SignIn:Oidc:ClientSecretFile={secretFile}"],
                .. settings,
            ]
        );
        if (!settings.Any(s => s.StartsWith("SignIn:Oidc:ClientKeyFile", StringComparison.Ordinal)))
            await issuer.AddWebClientAsync(host.Pages);
        return new(issuer, host, secretFile);
    }

    /// <summary>A browser with cookies of its own, that follows no redirect by itself.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = Host.Pages };

    /// <summary>Where the host sends a browser that wants to sign in.</summary>
    public static async Task<Uri> BeginAsync(HttpClient browser, string returnUrl = "/programmes")
    {
        using var answer = await browser.GetAsync(
            new Uri($"/sign-in/oidc/begin?returnUrl={Uri.EscapeDataString(returnUrl)}", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    /// <summary>Where a browser is sent from an address of the host.</summary>
    public static async Task<string> SentToAsync(HttpClient browser, Uri address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>The whole way from the sign-in page to where it ends.</summary>
    /// <param name="user">A subject; null for somebody who says no at the provider.</param>
    public async Task<string> SignInAsync(HttpClient browser, string? user, string returnUrl = "/programmes") =>
        await SentToAsync(browser, await Issuer.AnswerAsync(await BeginAsync(browser, returnUrl), user));

    /// <summary>Whether pages are open to a browser.</summary>
    public static async Task<bool> IsSignedInAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri("/programmes", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The roles in the whole installation that somebody has.</summary>
    public async Task<IReadOnlyList<Role>> RolesAsync(string subject)
    {
        var principal = (await PrincipalsAsync()).Single(p => p.Subject == subject).Name;
        var given = await Access.ListRoleAssignmentsAsync(new() { Parent = "programmes/-" });
        return [.. given.RoleAssignments.Where(a => a.Principal == principal).Select(a => a.Role)];
    }

    /// <summary>Whom the host knows.</summary>
    public async Task<IReadOnlyList<Principal>> PrincipalsAsync() =>
        (await Access.ListPrincipalsAsync(new() { Parent = "programmes/-" })).Principals;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
        File.Delete(secretFile);
    }
}
