using System.Net;
using System.Security.Cryptography;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>People sign in at a real OpenID Connect provider: as they should, and in every way that they should not.</summary>
public sealed class OidcTests(SharedOidcHost shared) : IClassFixture<SharedOidcHost>
{
    public static TheoryData<TestDatabase> Databases { get; } = [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task Somebody_signs_in_with_the_role_that_a_group_gives(TestDatabase database)
    {
        await using var oidc = await OidcHost.StartAsync(database);
        using var browser = oidc.Browser();

        var authorize = await OidcHost.BeginAsync(browser, "/programmes?x=1");
        var arrived = await OidcHost.SentToAsync(browser, await oidc.Issuer.AnswerAsync(authorize, "kari"));

        Assert.Equal("/programmes?x=1", arrived);
        Assert.True(await OidcHost.IsSignedInAsync(browser));
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(authorize.Query);
        Assert.Equal(
            ["code", "S256", "openid profile email", "nb"],
            ((string[])["response_type", "code_challenge_method", "scope", "ui_locales"]).Select(key => asked[key].ToString())
        );
        Assert.NotEqual("", asked["nonce"].ToString());
        var principal = Assert.Single(await oidc.PrincipalsAsync());
        Assert.Equal(
            ("Kari Revisor", "kari@example.org", oidc.Issuer.Address.AbsoluteUri, "kari", PrincipalKind.Person),
            (principal.DisplayName, principal.Email, principal.Issuer, principal.Subject, principal.Kind)
        );
        Assert.Equal([Role.Auditor], await oidc.RolesAsync("kari"));
        var session = Assert.Single((await oidc.Access.ListSessionsAsync(new() { Parent = principal.Name })).Sessions);
        Assert.Equal(Assert.Single(oidc.Issuer.Sessions).Id, session.ProviderSession);
    }

    [Fact]
    public async Task A_role_goes_with_the_group_that_gave_it()
    {
        await using var oidc = await OidcHost.StartAsync();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");
        oidc.Issuer.Users["kari"] = oidc.Issuer.Users["kari"] with { Groups = ["alle"] };

        await oidc.SignInAsync(browser, "kari");

        Assert.Empty(await oidc.RolesAsync("kari"));
    }

    [Fact]
    public async Task An_email_address_says_nothing_of_who_somebody_is()
    {
        await using var oidc = await OidcHost.StartAsync();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");
        oidc.Issuer.Users["ola"] = oidc.Issuer.Users["ola"] with { Email = "kari@example.org", Name = "Kari Revisor" };

        await oidc.SignInAsync(browser, "ola");

        Assert.Equal(["kari", "ola"], (await oidc.PrincipalsAsync()).Select(p => p.Subject).Order());
        Assert.Empty(await oidc.RolesAsync("ola"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_another_site_after_signing_in(string returnUrl)
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();

        Assert.Equal("/", await oidc.SignInAsync(browser, "kari", returnUrl));
    }

    [Fact]
    public async Task Who_says_no_at_the_provider_is_told_so_and_nothing_of_the_providers_words_is_shown()
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();

        var page = await oidc.SignInAsync(browser, null);

        Assert.Equal("/sign-in?notice=denied", page);
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.Contains("Du avbrøt innloggingen.", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("thanks", html, StringComparison.Ordinal);
        Assert.False(await OidcHost.IsSignedInAsync(browser));
    }

    [Fact]
    public async Task An_answer_of_the_provider_is_good_once_and_in_the_browser_that_asked()
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();
        using var other = oidc.Browser();
        oidc.Issuer.ForgetSessions();
        var answer = await oidc.Issuer.AnswerAsync(await OidcHost.BeginAsync(browser), "kari");

        Assert.Equal("/sign-in?notice=interrupted", await OidcHost.SentToAsync(other, answer));
        Assert.False(await OidcHost.IsSignedInAsync(other));
        Assert.Equal("/programmes", await OidcHost.SentToAsync(browser, answer));
        await oidc.Issuer.EndAsync(oidc.Issuer.Sessions.Single());
        Assert.Equal("/sign-in?notice=interrupted", await OidcHost.SentToAsync(browser, answer));
        Assert.False(await OidcHost.IsSignedInAsync(browser));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_of_another_sign_in_is_refused(bool alreadyUsed)
    {
        var oidc = shared.Oidc;
        using var victim = oidc.Browser();
        using var thief = oidc.Browser();
        var stolen = await oidc.Issuer.AnswerAsync(await OidcHost.BeginAsync(victim), "kari");
        if (alreadyUsed)
            await OidcHost.SentToAsync(victim, stolen);
        var own = await oidc.Issuer.AnswerAsync(await OidcHost.BeginAsync(thief), "ola");

        var mixed = new Uri(own.AbsoluteUri.Replace(Code(own), Code(stolen), StringComparison.Ordinal));

        Assert.Equal("/sign-in?notice=interrupted", await OidcHost.SentToAsync(thief, mixed));
        Assert.False(await OidcHost.IsSignedInAsync(thief));

        static string Code(Uri answer) =>
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Query)["code"].ToString();
    }

    [Theory]
    [InlineData("/sign-in/oidc")]
    [InlineData("/sign-in/oidc?code=x")]
    [InlineData("/sign-in/oidc?code=x&state=y")]
    [InlineData("/sign-in/oidc?error=server_error&state=y")]
    [InlineData("/sign-in/oidc?id_token=x&access_token=y&state=z")]
    public async Task A_made_up_answer_is_refused(string address)
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();

        Assert.Equal("/sign-in?notice=interrupted", await OidcHost.SentToAsync(browser, new(address, UriKind.Relative)));
    }

    [Theory]
    [InlineData("signed by a stranger", "failed")]
    [InlineData("not signed", "failed")]
    [InlineData("an access token", "failed")]
    [InlineData("for another client", "failed")]
    [InlineData("of another issuer", "failed")]
    [InlineData("of another sign-in", "interrupted")]
    [InlineData("without a nonce", "interrupted")]
    [InlineData("expired", "clocks")]
    [InlineData("not yet valid", "clocks")]
    public async Task An_id_token_is_refused_when_it_is(string what, string notice)
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();
        oidc.Issuer.ReplaceIdToken = genuine => Bad(oidc.Issuer, genuine, what);

        Assert.Equal($"/sign-in?notice={notice}", await oidc.SignInAsync(browser, "kari"));

        Assert.False(await OidcHost.IsSignedInAsync(browser));
        // What it was altered from is good.
        oidc.Issuer.ReplaceIdToken = genuine => oidc.Issuer.Sign(ClaimsOf(genuine), "JWT");
        Assert.Equal("/programmes", await oidc.SignInAsync(browser, "kari"));
        oidc.Issuer.ReplaceIdToken = null;
    }

    [Fact]
    public async Task The_first_sign_in_with_a_new_key_goes_well()
    {
        var oidc = shared.Oidc;
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");

        oidc.Issuer.RotateKeys(elliptic: true);

        Assert.Equal("/programmes", await oidc.SignInAsync(browser, "kari"));
    }

    [Theory]
    [InlineData("cross-site", "/sign-in?returnUrl=%2Fprogrammes")]
    [InlineData("same-site", "/sign-in?returnUrl=%2Fprogrammes")]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    public async Task A_link_of_another_site_begins_no_sign_in(string site, string? sentTo)
    {
        using var browser = shared.Oidc.Browser();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        var address = (await OidcHost.BeginAsync(browser)).ToString();

        if (sentTo is null)
            Assert.StartsWith(shared.Oidc.Issuer.Address.AbsoluteUri, address, StringComparison.Ordinal);
        else
            Assert.Equal(sentTo, address);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_of_in_plain_words()
    {
        await using var oidc = await OidcHost.StartAsync();
        using var browser = oidc.Browser();
        oidc.Issuer.IsDown = true;
        Assert.Equal("/sign-in?notice=unavailable", (await OidcHost.BeginAsync(browser)).ToString());
        oidc.Issuer.IsDown = false;
        var answer = await oidc.Issuer.AnswerAsync(await OidcHost.BeginAsync(browser), "kari");
        oidc.Issuer.IsDown = true;

        Assert.Equal("/sign-in?notice=unavailable", await OidcHost.SentToAsync(browser, answer));

        var html = await browser.GetStringAsync(new Uri("/sign-in?notice=unavailable", UriKind.Relative));
        Assert.Contains("Innloggingstjenesten svarer ikke.", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_shut_out_does_not_get_in_by_signing_in()
    {
        await using var oidc = await OidcHost.StartAsync();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");
        var principal = Assert.Single(await oidc.PrincipalsAsync());

        await oidc.Access.UpdatePrincipalAsync(
            new()
            {
                Principal = new()
                {
                    Name = principal.Name,
                    State = PrincipalState.Disabled,
                    Etag = principal.Etag,
                },
            }
        );

        Assert.False(await OidcHost.IsSignedInAsync(browser));
        Assert.Equal("/sign-in?notice=disabled", await oidc.SignInAsync(browser, "kari"));
        Assert.False(await OidcHost.IsSignedInAsync(browser));
    }

    [Fact]
    public async Task A_sign_in_that_is_not_sure_enough_or_too_long_ago_is_refused()
    {
        await using var oidc = await OidcHost.StartAsync(
            TestDatabase.Sqlite,
            "SignIn:Oidc:AcrValues=substantial high",
            "SignIn:Oidc:MaxAgeMinutes=60"
        );
        using var browser = oidc.Browser();
        var asked = await OidcHost.BeginAsync(browser);
        Assert.Contains("acr_values=substantial%20high", asked.Query, StringComparison.Ordinal);
        Assert.Contains("max_age=3600", asked.Query, StringComparison.Ordinal);

        oidc.Issuer.Acr = "low";
        Assert.Equal("/sign-in?notice=too-weak", await oidc.SignInAsync(browser, "kari"));
        oidc.Issuer.Acr = "high";
        oidc.Issuer.SignedInAgo = TimeSpan.FromMinutes(61);
        Assert.Equal("/sign-in?notice=too-old", await oidc.SignInAsync(browser, "kari"));
        oidc.Issuer.SignedInAgo = TimeSpan.FromMinutes(59);
        Assert.Equal("/programmes", await oidc.SignInAsync(browser, "kari"));
    }

    [Fact]
    public async Task The_host_can_prove_who_it_is_with_a_key_instead_of_a_secret()
    {
        using var rsa = RSA.Create(2048);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "client.pem");
        await File.WriteAllTextAsync(file, rsa.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        await using var oidc = await OidcHost.StartAsync(
            TestDatabase.Sqlite,
            $"SignIn:Oidc:ClientKeyFile={file}",
            "SignIn:Oidc:ClientKeyId=our-key"
        );
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new(rsa.ExportParameters(false)) { KeyId = "our-key" });
        await oidc.Issuer.AddWebClientAsync(oidc.Host.Pages, key);
        using var browser = oidc.Browser();

        Assert.Equal("/programmes", await oidc.SignInAsync(browser, "kari"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        await using var oidc = await OidcHost.StartAsync();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = oidc.Host.Pages,
        };
        await oidc.SignInAsync(browser, "kari");
        using var reader = new PageReader(oidc.Host, cookies: cookies);

        var (_, html) = await reader.SendAsync("/sign-out");

        Assert.False(await OidcHost.IsSignedInAsync(browser));
        var link = html.Split("href=\"")
            .Single(part => part.StartsWith($"{oidc.Issuer.Address}connect/logout", StringComparison.Ordinal));
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var ended = await provider.GetAsync(new Uri(link[..link.IndexOf('"')]), TestContext.Current.CancellationToken);
        Assert.Empty(oidc.Issuer.Sessions);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal("/sign-in?notice=signed-out", await OidcHost.SentToAsync(browser, ended.Headers.Location!));
    }

    private static string Bad(TestIssuer issuer, JsonWebToken genuine, string what)
    {
        var claims = ClaimsOf(genuine);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        switch (what)
        {
            case "signed by a stranger":
                return issuer.Sign(claims, "JWT", issuer.Stranger);
            case "not signed":
                return TestIssuer.WithoutSignature(claims);
            case "an access token":
                return issuer.Sign(claims, "at+jwt");
            case "for another client":
                claims["aud"] = "another";
                break;
            case "of another issuer":
                claims["iss"] = "https://issuer.example.org/";
                break;
            case "of another sign-in":
                claims["nonce"] = "639000000000000000.TjAtUzZfV3pBMk1q";
                break;
            case "without a nonce":
                claims.Remove("nonce");
                break;
            case "expired":
                (claims["iat"], claims["exp"]) = (now - 600, now - 60);
                break;
            case "not yet valid":
                claims["nbf"] = now + 60;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "");
        }
        return issuer.Sign(claims, "JWT");
    }

    private static Dictionary<string, object> ClaimsOf(JsonWebToken token) =>
        System
            .Text.Json.JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload))
            .RootElement.EnumerateObject()
            .ToDictionary(claim => claim.Name, claim => (object)claim.Value.Clone());
}
