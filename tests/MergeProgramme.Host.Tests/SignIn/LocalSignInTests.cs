using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn.Local;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>Accounts of the installation, from the first administrator's link to a lost phone, as browsers without script meet them.</summary>
public sealed partial class LocalSignInTests
{
    private const string Password = "elgen spiser ubåt 47";

    public static TheoryData<TestDatabase> Databases { get; } = [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task The_first_administrator_comes_in_by_the_printed_link_and_lets_others_in(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var secret = await PrintedAsync(host);
        Assert.Matches("^[0-9a-f]{64}$", secret);
        using var first = new Somebody(host, clock);
        await first.UseLinkAsync(secret, "leder@eksempel.no", "Berit Bakken");
        Assert.Equal(HttpStatusCode.OK, await first.StatusAsync("/programmes/-/access"));
        Assert.Contains("Berit Bakken", await first.Pages.ReadAsync("/me"), StringComparison.Ordinal);
        // From now on nothing is printed: somebody can let others in.
        Assert.Equal("", await PrintedAsync(host));

        var (_, html) = await first.Pages.SendAsync("/access/accounts", ("DisplayName", "Ola Olsen"), ("Login", "ola"));
        using var second = new Somebody(host, clock);
        await second.UseLinkAsync(Secret().Match(html).Value, "ola", "Ola Olsen");

        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Forbidden, await second.StatusAsync("/access/accounts"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_link_is_good_once_for_three_days_and_until_there_is_a_newer_one(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var account = await AccountAsync(host, "kari");
        var old = await LinkAsync(host, account, resets: true);
        var newer = await LinkAsync(host, account, resets: true);
        using var kari = new Somebody(host, clock);
        Assert.Null(await kari.OpenLinkAsync(old));
        Assert.Null(await kari.OpenLinkAsync("0"));
        await kari.UseLinkAsync(newer, "kari", "Kari Knutsen");
        Assert.Null(await kari.OpenLinkAsync(newer));

        var late = await LinkAsync(host, account, resets: false);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await kari.OpenLinkAsync(late));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_new_password_does_not_get_past_the_second_factor_unless_that_is_lost(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var kari = new Somebody(host, clock);
        var account = await AccountAsync(host, "kari");
        await kari.UseLinkAsync(await LinkAsync(host, account, resets: true), "kari", "Kari Knutsen");

        using var again = new Somebody(host, clock);
        var location = await again.ChooseAsync(
            await LinkAsync(host, account, resets: false),
            "kari",
            "Kari Knutsen",
            Password + "!"
        );
        Assert.Equal("/sign-in/code", location);
        Assert.Equal(HttpStatusCode.Redirect, await again.StatusAsync("/programmes"));
        Assert.Equal("/sign-in?notice=interrupted", (await again.GoAsync("/sign-in/second-factor"))!);

        using var lost = new Somebody(host, clock);
        await lost.UseLinkAsync(await LinkAsync(host, account, resets: true), "kari", "Kari Knutsen");
        Assert.Equal(HttpStatusCode.OK, await lost.StatusAsync("/programmes"));
        // Every session of before has ended with the first of these.
        Assert.Equal(HttpStatusCode.Redirect, await kari.StatusAsync("/programmes"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_code_is_good_once_and_so_is_a_recovery_code(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        using var kari = new Somebody(host, clock);
        await kari.UseLinkAsync(await LinkAsync(host, await AccountAsync(host, "kari"), resets: true), "kari", "Kari Knutsen");
        // The code that set the app up is used up by that.
        Assert.False(await SignInAsync(host, clock, kari.Code()));
        clock.Advance(TimeSpan.FromSeconds(30));
        var code = kari.Code();
        Assert.True(await SignInAsync(host, clock, code));
        Assert.False(await SignInAsync(host, clock, code));
        clock.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await SignInAsync(host, clock, code));
        Assert.True(await SignInAsync(host, clock, kari.Recovery[3].ToUpperInvariant().Replace('-', ' ')));
        Assert.False(await SignInAsync(host, clock, kari.Recovery[3]));
        Assert.True(await SignInAsync(host, clock, kari.Recovery[4]));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Of_many_guesses_at_once_five_are_looked_at(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        await AccountAsync(host, "kari");

        var guesses = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(async _ =>
                {
                    try
                    {
                        await host.Access().FindLocalAccountAsync(new() { Login = "KARI ", Attempt = true });
                        return true;
                    }
                    catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
                    {
                        return false;
                    }
                })
        );

        Assert.Equal(5, guesses.Count(looked => looked));
        clock.Advance(TimeSpan.FromSeconds(31));
        await host.Access().FindLocalAccountAsync(new() { Login = "kari", Attempt = true });
        var events = await host.Access().ListEventsAsync(new() { Subject = "", PageSize = 100 });
        Assert.Equal(2, events.Events.Count(e => e.Type == "access.localAccount.closed"));
    }

    [Fact]
    public async Task Wrong_unknown_and_closed_are_told_alike_and_a_closed_account_opens_by_itself()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var kari = new Somebody(host, clock);
        await kari.UseLinkAsync(await LinkAsync(host, await AccountAsync(host, "kari"), resets: true), "kari", "Kari Knutsen");
        using var guesser = new Somebody(host, clock);
        var unknown = await guesser.GuessAsync("nobody", "x");
        for (var i = 0; i < 5; i++)
            Assert.Equal(unknown, await guesser.GuessAsync("kari", $"guess {i}"));

        Assert.Equal(unknown, await guesser.GuessAsync("kari", Password));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("/sign-in/code", await guesser.GuessAsync("kari", Password));
    }

    [Fact]
    public async Task What_signs_in_is_changed_after_a_fresh_sign_in_only_and_ends_other_sessions()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var kari = new Somebody(host, clock);
        await kari.UseLinkAsync(await LinkAsync(host, await AccountAsync(host, "kari"), resets: true), "kari", "Kari Knutsen");
        clock.Advance(TimeSpan.FromMinutes(1));
        using var elsewhere = new Somebody(host, clock);
        Assert.Equal("/sign-in/code", await elsewhere.GuessAsync("kari", Password));
        Assert.Equal("/", await elsewhere.EnterAsync(kari.Code()));

        var (_, wrong) = await kari.Pages.SendAsync(
            "/me/sign-in",
            ("Current", "x"),
            ("Password", "ny elg i gammel ubåt"),
            ("Repeated", "ny elg i gammel ubåt")
        );
        Assert.Contains("Passordet er feil", wrong, StringComparison.Ordinal);
        var (_, weak) = await kari.Pages.SendAsync(
            "/me/sign-in",
            ("Current", Password),
            ("Password", "kari knutsen kari"),
            ("Repeated", "kari knutsen kari")
        );
        Assert.Contains("lett å gjette", weak, StringComparison.Ordinal);
        var (changed, _) = await kari.Pages.SendAsync(
            "/me/sign-in",
            ("Current", Password),
            ("Password", "ny elg i gammel ubåt"),
            ("Repeated", "ny elg i gammel ubåt")
        );
        Assert.Equal("/me/sign-in", changed);
        Assert.Equal(HttpStatusCode.OK, await kari.StatusAsync("/programmes"));
        Assert.Equal(HttpStatusCode.Redirect, await elsewhere.StatusAsync("/programmes"));

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("Logg inn på nytt", await kari.Pages.ReadAsync("/me/sign-in"), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Password", await kari.Pages.ReadAsync("/me/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_account_signs_in_by_nothing_and_gets_no_link()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var kari = new Somebody(host, clock);
        var account = await AccountAsync(host, "kari");
        await kari.UseLinkAsync(await LinkAsync(host, account, resets: true), "kari", "Kari Knutsen");
        var principal = await host.Access().GetPrincipalAsync(new() { Name = account.Principal });
        principal.State = PrincipalState.Disabled;
        await host.Access().UpdatePrincipalAsync(new() { Principal = principal });

        Assert.Equal(HttpStatusCode.Redirect, await kari.StatusAsync("/programmes"));
        using var again = new Somebody(host, clock);
        Assert.StartsWith("/sign-in#", "/sign-in#" + await again.GuessAsync("kari", Password), StringComparison.Ordinal);
        Assert.NotEqual("/sign-in/code", await again.GuessAsync("kari", Password));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => LinkAsync(host, account, resets: true));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_database_holds_nothing_that_signs_anybody_in(TestDatabase database)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var secret = await LinkAsync(host, await AccountAsync(host, "kari"), resets: true);
        using var kari = new Somebody(host, clock);
        await kari.UseLinkAsync(secret, "kari", "Kari Knutsen");
        var unused = await LinkAsync(host, await AccountAsync(host, "ola"), resets: true);

        var everything = await host.EverythingAsync("access");

        Assert.Contains("Kari Knutsen", everything, StringComparison.Ordinal);
        string[] secrets =
        [
            Password,
            secret,
            unused,
            kari.Key,
            Convert.ToBase64String(Base32Encoding.ToBytes(kari.Key)),
            .. kari.Recovery,
        ];
        foreach (var told in secrets)
            Assert.DoesNotContain(told, everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Logins_are_told_apart_without_capitals_and_bad_ones_are_refused_at_their_field()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        await AccountAsync(host, "Kari@Eksempel.no");
        Assert.Equal(StatusCode.AlreadyExists, (await RefusalAsync("kari@eksempel.no", "K")).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusalAsync("to ord", "K")).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusalAsync("x", "K")).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusalAsync("kari", " ")).StatusCode);

        async Task<RpcException> RefusalAsync(string login, string name) =>
            await Assert.ThrowsAsync<RpcException>(async () =>
                await host.Access()
                    .CreateLocalAccountAsync(
                        new()
                        {
                            LocalAccount = new() { Login = login, DisplayName = name },
                        }
                    )
            );
    }

    [Fact]
    public async Task Where_a_provider_vouches_for_people_there_are_no_local_accounts()
    {
        await using var oidc = await OidcHost.StartAsync();
        using var browser = oidc.Browser();
        foreach (var page in (string[])["/sign-in/link", "/sign-in/code", "/sign-in/second-factor", "/sign-in/recovery-codes"])
            Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(page));
        Assert.DoesNotContain(
            "name=\"Password\"",
            await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative)),
            StringComparison.Ordinal
        );
        Assert.Equal("", await PrintedAsync(oidc.Host));
    }

    [Fact]
    public async Task A_step_that_somebody_else_made_leads_nowhere()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var nobody = new Somebody(host, clock);
        foreach (var page in (string[])["/sign-in/code", "/sign-in/second-factor", "/sign-in/recovery-codes"])
        {
            Assert.Equal("/sign-in?notice=interrupted", await nobody.GoAsync(page));
            nobody.Cookies.Add(host.Pages, new Cookie("sign-in-step", "eyJWYWx1ZSI6e319"));
            Assert.Equal("/sign-in?notice=interrupted", await nobody.GoAsync(page));
        }
    }

    private static async Task<string> PrintedAsync(RunningHost host)
    {
        await using var output = new StringWriter();
        await FirstAdministrator.TellAsync(host.Services, output);
        return Secret().Match(output.ToString()).Value;
    }

    private static async Task<LocalAccount> AccountAsync(RunningHost host, string login) =>
        await host.Access()
            .CreateLocalAccountAsync(
                new()
                {
                    LocalAccount = new() { Login = login, DisplayName = "Kari" },
                }
            );

    private static async Task<string> LinkAsync(RunningHost host, LocalAccount account, bool resets) =>
        (await host.Access().IssueLocalAccountLinkAsync(new() { Name = account.Name, ResetsSecondFactor = resets })).Secret;

    private static async Task<bool> SignInAsync(RunningHost host, FakeTimeProvider clock, string code)
    {
        using var somebody = new Somebody(host, clock);
        Assert.Equal("/sign-in/code", await somebody.GuessAsync("kari", Password));
        return await somebody.EnterAsync(code) == "/" && await somebody.StatusAsync("/programmes") == HttpStatusCode.OK;
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    [GeneratedRegex("<code>(?<text>[A-Z2-7 ]{32,})</code>", RegexOptions.NonBacktracking)]
    private static partial Regex ShownKey();

    [GeneratedRegex("<code>(?<text>[a-z2-7-]{24,})</code>", RegexOptions.NonBacktracking)]
    private static partial Regex ShownCode();

    /// <summary>A browser, and what its owner remembers.</summary>
    private sealed class Somebody : IDisposable
    {
        private readonly FakeTimeProvider clock;

        public Somebody(RunningHost host, FakeTimeProvider clock)
        {
            this.clock = clock;
            Pages = new PageReader(host, cookies: Cookies);
        }

        public CookieContainer Cookies { get; } = new();

        public PageReader Pages { get; }

        public string Key { get; private set; } = "";

        public IReadOnlyList<string> Recovery { get; private set; } = [];

        public string Code() => new Totp(Base32Encoding.ToBytes(Key)).ComputeTotp(clock.GetUtcNow().UtcDateTime);

        public async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await Pages.GetAsync(path);
            return answer.StatusCode;
        }

        public async Task<string?> GoAsync(string path)
        {
            using var answer = await Pages.GetAsync(path);
            return answer.Headers.Location?.ToString();
        }

        public async Task<string?> OpenLinkAsync(string secret)
        {
            Cookies.GetCookies(new Uri("http://127.0.0.1")).ToList().ForEach(c => c.Expired = true);
            return (await Pages.SendAsync("/sign-in/link", "handler=Open", ("Secret", $" {secret} "))).Location;
        }

        public async Task<string?> ChooseAsync(string secret, string login, string name, string password)
        {
            Assert.Equal("/sign-in/link", await OpenLinkAsync(secret));
            return (
                await Pages.SendAsync(
                    "/sign-in/link",
                    "handler=Choose",
                    ("DisplayName", name),
                    ("Login", login),
                    ("Password", password),
                    ("Repeated", password)
                )
            ).Location;
        }

        /// <summary>The whole way: password, app, recovery codes, session.</summary>
        public async Task UseLinkAsync(string secret, string login, string name)
        {
            Assert.Equal("/sign-in/second-factor", await ChooseAsync(secret, login, name, Password));
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/programmes"));
            Key = ShownKey()
                .Match(await Pages.ReadAsync("/sign-in/second-factor"))
                .Groups[1]
                .Value.Replace(" ", "", StringComparison.Ordinal);
            var (wrong, _) = await Pages.SendAsync("/sign-in/second-factor", "handler=App", ("Code", "000 00"));
            Assert.Null(wrong);
            var (to, _) = await Pages.SendAsync("/sign-in/second-factor", "handler=App", ("Code", Code()));
            Assert.Equal("/sign-in/recovery-codes", to);
            Recovery =
            [
                .. ShownCode().Matches(await Pages.ReadAsync("/sign-in/recovery-codes")).Select(m => m.Groups["text"].Value),
            ];
            Assert.Equal(10, Recovery.Distinct().Count());
            var (home, _) = await Pages.SendAsync("/sign-in/recovery-codes", "class=\"mp-actions\"");
            Assert.Equal("/", home);
        }

        /// <summary>Where login and password lead to; else what the page says is wrong.</summary>
        public async Task<string> GuessAsync(string login, string password)
        {
            var (location, html) = await Pages.SendAsync("/sign-in", "handler=Local", ("Login", login), ("Password", password));
            if (location is not null)
                return location;
            var start = html.IndexOf("id=\"Login-error\"", StringComparison.Ordinal);
            return html[start..html.IndexOf("</p>", start, StringComparison.Ordinal)];
        }

        public async Task<string?> EnterAsync(string code) => (await Pages.SendAsync("/sign-in/code", ("Code", code))).Location;

        public void Dispose() => Pages.Dispose();
    }
}
