using System.Net;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>Somebody signs out at the provider, or is signed out there: the session here ends. Nobody else can end it.</summary>
public sealed class ProviderLogoutTests(SharedOidcHost shared) : IClassFixture<SharedOidcHost>
{
    public static TheoryData<TestDatabase> Databases { get; } = [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task Back_channel_logout_ends_the_session_of_which_it_tells_and_no_other(TestDatabase database)
    {
        await using var oidc = await OidcHost.StartAsync(database);
        using var atWork = oidc.Browser();
        await oidc.SignInAsync(atWork, "kari");
        var session = oidc.Issuer.Sessions.Single();
        using var atHome = oidc.Browser();
        await oidc.SignInAsync(atHome, "kari");

        using var answer = await oidc.Issuer.EndAsync(session);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(await OidcHost.IsSignedInAsync(atWork));
        Assert.True(await OidcHost.IsSignedInAsync(atHome));
    }

    [Fact]
    public async Task Back_channel_logout_of_a_person_ends_all_their_sessions_and_nobody_elses()
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var atWork = oidc.Browser();
        using var atHome = oidc.Browser();
        using var other = oidc.Browser();
        await oidc.SignInAsync(atWork, "kari");
        await oidc.SignInAsync(atHome, "kari");
        await oidc.SignInAsync(other, "ola");
        var claims = oidc.Issuer.LogoutClaims(oidc.Issuer.Sessions.First(s => s.Subject == "kari"));
        claims.Remove("sid");

        using var answer = await oidc.Issuer.SendLogoutAsync(oidc.Issuer.Sign(claims, "logout+jwt"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await OidcHost.IsSignedInAsync(atWork));
        Assert.False(await OidcHost.IsSignedInAsync(atHome));
        Assert.True(await OidcHost.IsSignedInAsync(other));
    }

    [Fact]
    public async Task A_session_that_is_not_known_here_has_ended_already()
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();

        using var answer = await oidc.Issuer.EndAsync(new("unknown", "kari", TestIssuer.WebClient));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_logout_token_is_good_once()
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");
        var claims = oidc.Issuer.LogoutClaims(oidc.Issuer.Sessions.Single());
        claims.Remove("sid");
        var token = oidc.Issuer.Sign(claims, "logout+jwt");
        using var first = await oidc.Issuer.SendLogoutAsync(token);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await oidc.SignInAsync(browser, "kari");

        using var second = await oidc.Issuer.SendLogoutAsync(token);

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.True(await OidcHost.IsSignedInAsync(browser));
    }

    [Theory]
    [InlineData("signed by a stranger")]
    [InlineData("not signed")]
    [InlineData("signed with the public key as secret")]
    [InlineData("no token")]
    [InlineData("an ID token")]
    [InlineData("an access token")]
    [InlineData("without its type")]
    [InlineData("with a nonce")]
    [InlineData("without events")]
    [InlineData("of another event")]
    [InlineData("events as a text")]
    [InlineData("for another client")]
    [InlineData("of another issuer")]
    [InlineData("expired")]
    [InlineData("issued long ago")]
    [InlineData("issued in the future")]
    [InlineData("without a time")]
    [InlineData("without an id")]
    [InlineData("of nobody")]
    public async Task A_logout_token_is_refused_when_it_is(string what)
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");

        using var answer = await oidc.Issuer.SendLogoutAsync(Bad(oidc.Issuer, what));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            """{"error":"invalid_request"}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.True(await OidcHost.IsSignedInAsync(browser));
    }

    [Fact]
    public async Task What_is_no_form_or_too_long_is_refused()
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var browser = oidc.Browser();
        var address = new Uri("/sign-in/oidc/back-channel-logout", UriKind.Relative);
        var stop = TestContext.Current.CancellationToken;

        using var json = await browser.PostAsync(address, new StringContent("{}"), stop);
        using var empty = await browser.PostAsync(address, new FormUrlEncodedContent([]), stop);
        using var twice = await browser.PostAsync(
            address,
            new FormUrlEncodedContent([new("logout_token", "a"), new("logout_token", "b")]),
            stop
        );
        using var tooLong = await browser.PostAsync(
            address,
            new FormUrlEncodedContent([new("logout_token", new string('x', 70_000))]),
            stop
        );
        using var get = await browser.GetAsync(address, stop);

        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Contains(tooLong.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge]);
        Assert.Contains(get.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
    }

    [Fact]
    public async Task Front_channel_logout_ends_the_session_in_a_frame_of_the_provider_without_its_cookie()
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");
        using var frame = oidc.Browser();

        using var answer = await FrontChannelAsync(
            oidc,
            frame,
            oidc.Issuer.Address.AbsoluteUri,
            oidc.Issuer.Sessions.Single().Id
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains(
            $"frame-ancestors {oidc.Issuer.Address.GetLeftPart(UriPartial.Authority)};",
            policy,
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(await OidcHost.IsSignedInAsync(browser));
        // Every other page stays out of frames.
        using var page = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(
            "frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://issuer.example.org/", true)]
    [InlineData("", false)]
    [InlineData("guessed", false)]
    public async Task Front_channel_logout_without_issuer_and_session_ends_nothing(string? value, bool isIssuer)
    {
        var oidc = shared.Oidc;
        oidc.Issuer.ForgetSessions();
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, "kari");

        using var answer = await FrontChannelAsync(
            oidc,
            browser,
            isIssuer ? value : oidc.Issuer.Address.AbsoluteUri,
            isIssuer ? oidc.Issuer.Sessions.Single().Id : value
        );

        Assert.Equal(value == "guessed" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await OidcHost.IsSignedInAsync(browser));
    }

    private static Task<HttpResponseMessage> FrontChannelAsync(
        OidcHost oidc,
        HttpClient browser,
        string? issuer,
        string? session
    ) =>
        browser.GetAsync(
            new Uri(
                $"/sign-in/oidc/front-channel-logout?iss={Uri.EscapeDataString(issuer ?? "")}&sid={session}",
                UriKind.Relative
            )
        );

    private static string Bad(TestIssuer issuer, string what)
    {
        var session = issuer.Sessions.Single();
        var claims = issuer.LogoutClaims(session);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        switch (what)
        {
            case "signed by a stranger":
                return issuer.Sign(claims, "logout+jwt", issuer.Stranger);
            case "not signed":
                return TestIssuer.WithoutSignature(claims);
            case "signed with the public key as secret":
                return issuer.Sign(claims, "logout+jwt", issuer.PublicKeyAsSecret);
            case "no token":
                return "abc.def";
            case "an ID token":
                claims.Remove("events");
                return issuer.Sign(claims, "JWT");
            case "an access token":
                return issuer.Sign(claims);
            case "without its type":
                return issuer.Sign(claims, "JWT");
            case "with a nonce":
                claims["nonce"] = "n-0S6_WzA2Mj";
                break;
            case "without events":
                claims.Remove("events");
                break;
            case "of another event":
                claims["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/other"] = "" };
                break;
            case "events as a text":
                claims["events"] = "http://schemas.openid.net/event/backchannel-logout";
                break;
            case "for another client":
                claims["aud"] = "another";
                break;
            case "of another issuer":
                claims["iss"] = "https://issuer.example.org/";
                break;
            case "expired":
                claims["exp"] = now - 31;
                break;
            case "issued long ago":
                (claims["iat"], claims["exp"]) = (now - 331, now + 3600);
                break;
            case "issued in the future":
                claims["iat"] = now + 60;
                break;
            case "without a time":
                claims.Remove("iat");
                break;
            case "without an id":
                claims.Remove("jti");
                break;
            case "of nobody":
                claims.Remove("sub");
                claims.Remove("sid");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "");
        }
        return issuer.Sign(claims, "logout+jwt");
    }
}
