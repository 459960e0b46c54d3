using System.Net;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Tests.SignIn;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>What the security log tells, by event ids that alerts and log stores hold on to.</summary>
public sealed class SecurityLogTests : IDisposable
{
    private const int SignedIn = 1000;
    private const int SignedOut = 1001;
    private const int SignInRefused = 1010;
    private const int AccessRefused = 1020;
    private const int ControlTried = 1030;

    private readonly CapturedLogs logs = new();

    public void Dispose() => logs.Dispose();

    [Fact]
    public async Task Who_signs_in_and_out_is_told_of_by_id_and_address()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        var cookies = new CookieContainer();
        using var browser = host.Browser(cookies);
        await browser.SignInAsync("kari");
        using var reader = new PageReader(host, cookies: cookies);
        await reader.SendAsync("/sign-out");

        var kari = (await host.PrincipalAsync("kari")).Name;
        var line = Assert.Single(logs.Security(SignedIn));
        Assert.Equal(
            (LogLevel.Information, kari, SignInHost.Issuer, "127.0.0.1"),
            (line.Level, line.Values["Principal"], line.Values["Issuer"], line.Values["Origin"])
        );
        Assert.Equal(kari, Assert.Single(logs.Security(SignedOut)).Values["Principal"]);
    }

    [Theory]
    [InlineData("Bearer not-a-token", "TOKEN_INVALID")]
    [InlineData("Basic a2FyaTpoZW1tZWxpZw==", "TOKEN_INVALID")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2Vsc2V3aGVyZS5leGFtcGxlIn0.c2ln", "TOKEN_ISSUER")]
    public async Task A_token_that_is_refused_is_told_of_with_its_reason_and_not_itself(string header, string reason)
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        using var client = host.Browser();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/v1/programmes"));

        var line = Assert.Single(logs.Security(SignInRefused));
        Assert.Equal(("token", reason, 1), (line.Values["Way"], line.Values["Reason"], line.Values["Count"]));
        Assert.Equal(LogLevel.Warning, line.Level);
        // Told of once, and not again as a refused call.
        Assert.Empty(logs.Security(AccessRefused));
        Assert.DoesNotContain(logs.All, l => l.Text.Contains(header.Split(' ')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_provider_refuses_is_told_of()
    {
        await using var oidc = await OidcHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        using var browser = oidc.Browser();
        await oidc.SignInAsync(browser, null);
        await OidcHost.SentToAsync(browser, new("/sign-in/oidc?code=x&state=y", UriKind.Relative));
        await oidc.SignInAsync(browser, "kari");
        var kari = Assert.Single(await oidc.PrincipalsAsync());
        kari.State = PrincipalState.Disabled;
        await oidc.Access.UpdatePrincipalAsync(new() { Principal = kari });
        await oidc.SignInAsync(browser, "kari");

        Assert.Equal(
            [("oidc", "denied"), ("oidc", "interrupted"), ("oidc", "disabled")],
            logs.Security(SignInRefused).Select(line => ((string)line.Values["Way"]!, (string)line.Values["Reason"]!))
        );
        Assert.Single(logs.Security(SignedIn));
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task Refused_access_is_told_of_and_a_flood_of_it_in_a_line_a_minute(TestDatabase database, Transport transport)
    {
        var (host, clock) = await SignInHost.StartAsync(database, logs.Add);
        await using var _1 = host;
        var programme = await host.ProgrammeAsync("egen");
        var kari = await host.PrincipalAsync("kari");
        Caller.Set(new(kari.Name, kari.DisplayName));
        var client = new OrganisationService.OrganisationServiceClient(host.InvokerAsCaller(transport));

        for (var i = 0; i < 100; i++)
            await Assert.ThrowsAsync<RpcException>(async () => await client.GetProgrammeAsync(new() { Name = programme }));
        await Assert.ThrowsAsync<RpcException>(async () => await client.CreateProgrammeAsync(Invented()));

        const string Get = "/mergeprogramme.organisation.v1.OrganisationService/GetProgramme";
        const string Create = "/mergeprogramme.organisation.v1.OrganisationService/CreateProgramme";
        Assert.Equal([(Get, "hidden", 1), (Create, "PERMISSION_DENIED", 1)], Told());
        Assert.All(logs.Security(AccessRefused), line => Assert.Equal(kari.Name, line.Values["Who"]));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(Get, "hidden", 1), (Create, "PERMISSION_DENIED", 1), (Get, "hidden", 99)], Told());
        clock.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<RpcException>(async () => await client.GetProgrammeAsync(new() { Name = programme }));
        Assert.Equal((Get, "hidden", 1), Told()[^1]);
        Assert.Equal(4, Told().Count);

        List<(string, string, int)> Told() =>
            [
                .. logs.Security(AccessRefused)
                    .Select(line => ((string)line.Values["What"]!, (string)line.Values["Reason"]!, (int)line.Values["Count"]!)),
            ];
    }

    [Fact]
    public async Task A_flood_from_ever_new_callers_is_no_flood_of_lines()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        var client = new OrganisationService.OrganisationServiceClient(host.InvokerAsCaller(Transport.InProcess));
        for (var i = 0; i < 700; i++)
        {
            Caller.Set(new($"principals/{i}", ""));
            await Assert.ThrowsAsync<RpcException>(async () => await client.CreateProgrammeAsync(Invented()));
        }
        clock.Advance(TimeSpan.FromMinutes(1));

        var lines = logs.Security(AccessRefused);
        Assert.InRange(lines.Count, 500, 510);
        Assert.Equal(700, lines.Sum(line => (int)line.Values["Count"]!));
    }

    [Fact]
    public async Task Who_has_not_signed_in_and_calls_is_told_of()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        var client = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.H2c));

        await Assert.ThrowsAsync<RpcException>(async () => await client.ListProgrammesAsync(new()));

        var line = Assert.Single(logs.Security(AccessRefused));
        Assert.Equal(
            ("UNAUTHENTICATED", "anonymous", "127.0.0.1"),
            (line.Values["Reason"], line.Values["Who"], line.Values["Origin"])
        );
    }

    [Fact]
    public async Task A_page_that_is_refused_is_told_of_without_whose_it_is()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        await host.ProgrammeAsync("egen");
        using var browser = host.Browser();
        await browser.SignInAsync("kari");

        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("/programmes/egen/persons"));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/programmes/new"));

        Assert.Equal(
            [("/Persons/Index", "hidden"), ("/Programmes/New", "PERMISSION_DENIED")],
            logs.Security(AccessRefused).Select(line => ((string)line.Values["What"]!, (string)line.Values["Reason"]!))
        );
    }

    [Fact]
    public async Task An_attempt_to_get_past_a_control_is_told_of()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add, "Limits:AddressPerMinute=40");
        await using var _1 = host;
        using var browser = host.Browser();
        using var forged = host.Browser();
        forged.DefaultRequestHeaders.Add("Cookie", "session=forged");

        await RawHttp.SendAsync(host, "GET /sign-in HTTP/1.1\nHost: elsewhere.example\nConnection: close");
        Assert.Equal(["HostName"], Told());
        await forged.StatusAsync("/programmes");
        Assert.Equal(["HostName", "ForgedSession"], Told());
        await browser.SignInAsync("kari");
        using (await browser.PostAsync(new Uri("/sign-out", UriKind.Relative), content: null)) { }
        Assert.Equal(["HostName", "ForgedSession", "FormToken"], Told());
        var client = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.H2c));
        await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ListProgrammesAsync(new(), new Metadata { { CallerSeal.Header, "forged" } })
        );
        Assert.Equal(["HostName", "ForgedSession", "FormToken", "ForgedCaller"], Told());
        for (var i = 0; i < 20; i++)
            await forged.StatusAsync("/accessibility");
        Assert.Equal(["HostName", "ForgedSession", "FormToken", "ForgedCaller", "RateLimit"], Told());
        Assert.DoesNotContain(
            logs.All,
            l => l.Text.Contains("elsewhere.example", StringComparison.Ordinal) && l.Level >= LogLevel.Warning
        );

        List<string> Told() => [.. logs.Security(ControlTried).Select(line => (string)line.Values["Control"]!)];
    }

    [Fact]
    public async Task An_ordinary_visit_is_no_attempt()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite, logs.Add);
        await using var _1 = host;
        using var browser = host.Browser();
        await browser.StatusAsync("/programmes");
        await browser.SignInAsync("kari");
        await browser.StatusAsync("/programmes");
        clock.Advance(TimeSpan.FromHours(13));
        // Run out: signs in again.
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/programmes"));

        Assert.Empty(logs.Security(ControlTried));
        Assert.Empty(logs.Security(AccessRefused));
        Assert.Empty(logs.Security(SignInRefused));
    }

    private static CreateProgrammeRequest Invented() =>
        new()
        {
            Programme = new() { DisplayName = "Eget", Kind = ProgrammeKind.MunicipalMerger },
        };
}
