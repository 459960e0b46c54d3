using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>Sessions from sign-in to their end, as browsers and neighbouring systems meet them.</summary>
public sealed class SessionTests
{
    public static TheoryData<TestDatabase> Databases { get; } = [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task A_session_opens_pages_and_nothing_of_it_can_be_used_from_the_database(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var browser = host.Browser();
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/programmes"));

        using var answer = await browser.SignInAsync("kari");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/programmes"));
        await using var connection = await host.OpenAsync("access");
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT key_hash || ' ' || ticket FROM sessions";
        var kept = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        using var thief = host.Browser();
        foreach (var part in kept.Split(' '))
        {
            thief.DefaultRequestHeaders.Remove("Cookie");
            thief.DefaultRequestHeaders.Add("Cookie", $"session={part}");
            Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/programmes"));
        }
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_sent_to_sign_in_and_back_and_systems_are_refused()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var browser = host.Browser();

        using var page = await browser.GetAsync(new Uri("/programmes/x/edit?y=1&z=æ", UriKind.Relative));
        Assert.Equal("/sign-in?returnUrl=%2Fprogrammes%2Fx%2Fedit%3Fy%3D1%26z%3D%25C3%25A6", page.Headers.Location?.ToString());
        using var form = await browser.PostAsync(new Uri("/programmes/new", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.Redirect, form.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/programmes/new", UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/json");
        using var saving = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, saving.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/v1/programmes"));
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new OrganisationService.OrganisationServiceClient(channel).ListProgrammesAsync(new())
        );
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        foreach (var open in new[] { "/sign-in", "/sign-out", "/accessibility", "/preferences", "/health/live", "/css/site.css" })
            Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(open));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("/error/404"));
    }

    [Fact]
    public async Task A_session_is_for_pages_and_not_for_rest()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var browser = host.Browser();
        await browser.SignInAsync("kari");

        // A foreign page can make a browser send its cookies, but no token.
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/v1/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Every_sign_in_gets_a_session_of_its_own(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var cookies = new CookieContainer();
        using var browser = host.Browser(cookies);
        await browser.SignInAsync("mallory");
        var planted = cookies.GetCookies(host.Pages)["session"]!.Value;
        await browser.SignInAsync("kari");

        Assert.NotEqual(planted, cookies.GetCookies(host.Pages)["session"]!.Value);
        using var other = host.Browser(With(host, planted));
        Assert.Equal(HttpStatusCode.Redirect, await other.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var cookies = new CookieContainer();
        using var browser = host.Browser(cookies);
        await browser.SignInAsync("kari");
        var copied = cookies.GetCookies(host.Pages)["session"]!.Value;
        using var forged = await browser.PostAsync(new Uri("/sign-out", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/programmes"));

        using var reader = new PageReader(host, cookies: cookies);
        var (moved, _) = await reader.SendAsync("/sign-out");

        Assert.Equal("/sign-in", moved);
        using var thief = host.Browser(With(host, copied));
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_disabled_principal_is_out_at_once_and_stays_out(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var browser = host.Browser();
        await browser.SignInAsync("kari");
        var principal = await host.PrincipalAsync("kari");

        principal.State = PrincipalState.Disabled;
        principal = await host.Access().UpdatePrincipalAsync(new() { Principal = principal });

        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/programmes"));
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Access()
                .CreateSessionAsync(
                    new()
                    {
                        Parent = principal.Name,
                        Session = new(),
                        KeyHash = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
                    }
                )
        );
        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        principal.State = PrincipalState.Active;
        await host.Access().UpdatePrincipalAsync(new() { Principal = principal });
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_administrator_ends_the_sessions_of_somebody_else_and_a_person_only_their_own(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var browser = host.Browser();
        using var second = host.Browser();
        await browser.SignInAsync("kari");
        await second.SignInAsync("kari");
        var (kari, ola) = (await host.PrincipalAsync("kari"), await host.PrincipalAsync("ola"));
        var mona = await host.PrincipalAsync("mona");
        await host.Access()
            .CreateRoleAssignmentAsync(
                new()
                {
                    Parent = "programmes/-",
                    RoleAssignment = new() { Principal = mona.Name, Role = Role.Administrator },
                }
            );
        var client = new AccessService.AccessServiceClient(host.InvokerAsCaller(Transport.H2c));

        Caller.Set(new(ola.Name, ola.DisplayName));
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ListSessionsAsync(new() { Parent = kari.Name })
        );
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Caller.Set(new(mona.Name, mona.DisplayName));
        var sessions = (await client.ListSessionsAsync(new() { Parent = kari.Name })).Sessions;
        Assert.Equal(2, sessions.Count);
        Caller.Set(new(ola.Name, ola.DisplayName));
        refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.DeleteSessionAsync(new() { Name = sessions[0].Name })
        );
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/programmes"));

        Caller.Set(new(mona.Name, mona.DisplayName));
        foreach (var session in sessions)
            await client.DeleteSessionAsync(new() { Name = session.Name });

        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.Redirect, await second.StatusAsync("/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_provider_ends_its_session_or_all_of_a_subject(TestDatabase database)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var first = host.Browser();
        using var second = host.Browser();
        using var other = host.Browser();
        await first.SignInAsync("kari", "s1");
        await second.SignInAsync("kari", "s2");
        await other.SignInAsync("ola", "s3");

        Assert.Equal(0, await EndAsync(host, "https://other.example", "s1", ""));
        Assert.Equal(0, await EndAsync(host, SignInHost.Issuer, "s1", "ola"));
        Assert.Equal(1, await EndAsync(host, SignInHost.Issuer, "s1", "kari"));
        Assert.Equal(HttpStatusCode.Redirect, await first.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync("/programmes"));
        Assert.Equal(1, await EndAsync(host, SignInHost.Issuer, "", "kari"));
        Assert.Equal(HttpStatusCode.Redirect, await second.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/programmes"));
        var everything = await Assert.ThrowsAsync<RpcException>(() => EndAsync(host, SignInHost.Issuer, "", ""));
        Assert.Equal(StatusCode.InvalidArgument, everything.StatusCode);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_session_ends_after_an_hour_unused_and_after_twelve_hours_at_all(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var used = host.Browser();
        using var unused = host.Browser();
        await used.SignInAsync("kari");
        await unused.SignInAsync("ola");
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await used.StatusAsync("/programmes"));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, await unused.StatusAsync("/programmes"));

        for (var minutes = 61; minutes + 50 < 12 * 60; minutes += 50)
        {
            Assert.Equal(HttpStatusCode.OK, await used.StatusAsync("/programmes"));
            clock.Advance(TimeSpan.FromMinutes(50));
        }
        Assert.Equal(HttpStatusCode.OK, await used.StatusAsync("/programmes"));
        clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.Redirect, await used.StatusAsync("/programmes"));
        // The next sign-in sweeps up what has run out.
        await used.SignInAsync("kari");
        await using var connection = await host.OpenAsync("access");
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sessions";
        Assert.Equal(
            1L,
            Convert.ToInt64(
                await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
    }

    private static CookieContainer With(RunningHost host, string session)
    {
        var cookies = new CookieContainer();
        cookies.Add(host.Pages, new Cookie("session", session));
        return cookies;
    }

    private static async Task<int> EndAsync(RunningHost host, string issuer, string providerSession, string subject) =>
        (
            await host.Access()
                .EndSessionsAsync(
                    new()
                    {
                        Issuer = issuer,
                        ProviderSession = providerSession,
                        Subject = subject,
                    }
                )
        ).EndedCount;
}
