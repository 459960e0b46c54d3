using System.Net;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Demo;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>One click signs in as anybody of the sample, in a demonstration and nowhere else.</summary>
public sealed class DemoSignInTests(DemoSignInTests.Demonstration demo) : IClassFixture<DemoSignInTests.Demonstration>
{
    [Theory]
    [InlineData("office", Role.ProgrammeOffice, "programmes/indre-ostfold")]
    [InlineData("lead", Role.SubProjectLead, "programmes/indre-ostfold/subProjects/a4")]
    [InlineData("leadA3", Role.SubProjectLead, "programmes/indre-ostfold/subProjects/a3")]
    [InlineData("member", Role.BodyMember, "programmes/indre-ostfold/bodies/fellesnemnda")]
    [InlineData("secretary", Role.DecisionSecretary, "programmes/indre-ostfold/bodies/fellesnemnda")]
    [InlineData("union", Role.UnionRepresentative, "programmes/indre-ostfold/bodies/styringsgruppe-a4")]
    [InlineData("line", Role.LineOwner, "programmes/indre-ostfold")]
    [InlineData("finance", Role.FinanceController, "programmes/indre-ostfold")]
    [InlineData("procurement", Role.ProcurementOfficer, "programmes/indre-ostfold")]
    [InlineData("evaluator", Role.Evaluator, "programmes/indre-ostfold")]
    [InlineData("reader", Role.Reader, "programmes/bodo-pfv2")]
    [InlineData("officeBodo", Role.ProgrammeOffice, "programmes/bodo-pfv2")]
    [InlineData("director", Role.LineOwner, "programmes/bodo-pfv2")]
    [InlineData("serviceHead", Role.LineOwner, "programmes/bodo-pfv2")]
    [InlineData("financeBodo", Role.FinanceController, "programmes/bodo-pfv2")]
    [InlineData("auditor", Role.Auditor, "programmes/-")]
    [InlineData("administrator", Role.Administrator, "programmes/-")]
    public async Task One_click_signs_in_as_anybody_of_the_sample(string key, Role role, string scope)
    {
        var cookies = new CookieContainer();
        using var reader = new PageReader(demo.Host, cookies: cookies);
        var (moved, _) = await reader.SendAsync("/sign-in?returnUrl=%2Fprogrammes%3Ffrom%3D", "handler=Demo", ("person", key));

        Assert.Equal("/programmes?from=", moved);
        var person = SamplePeople.All.Single(p => p.Key == key);
        Assert.Contains(person.Name, await reader.ReadAsync("/programmes"), StringComparison.Ordinal);
        var access = demo.Host.Access();
        var principal = await SamplePeople.ResolveAsync(access, person);
        Caller.Set(new(principal.Name, principal.DisplayName));
        var caller = await demo.Host.Services.GetRequiredService<AccessService.AccessServiceClient>().GetCallerAsync(new());
        Assert.Contains(caller.RoleAssignments, a => a.Role == role && a.Scope == scope);
    }

    [Fact]
    public async Task Everybody_of_the_sample_is_tried() =>
        Assert.Equal(
            SamplePeople.All.Count,
            typeof(DemoSignInTests)
                .GetMethod(nameof(One_click_signs_in_as_anybody_of_the_sample))!
                .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
                .Length
        );

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http:evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("evil.example")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_an_address_of_somebody_elses(string returnUrl)
    {
        using var reader = new PageReader(demo.Host);
        var (moved, _) = await reader.SendAsync("/sign-in", "handler=Demo", ("person", "reader"), ("returnUrl", returnUrl));
        Assert.Equal("/", moved);

        var (asked, _) = await reader.SendAsync(
            $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}",
            "handler=Demo",
            ("person", "reader")
        );
        Assert.Equal("/", asked);
    }

    [Fact]
    public async Task A_form_of_somebody_elses_signs_nobody_in()
    {
        var cookies = new CookieContainer();
        using var browser = demo.Host.Browser(cookies);
        using var form = new FormUrlEncodedContent([new("person", "administrator")]);

        using var answer = await browser.PostAsync(new Uri("/sign-in?handler=Demo", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(cookies.GetCookies(demo.Host.Pages)["session"]);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task There_is_nobody_else_to_be(string key)
    {
        var cookies = new CookieContainer();
        using var reader = new PageReader(demo.Host, cookies: cookies);

        var (moved, html) = await reader.SendAsync("/sign-in", "handler=Demo", ("person", key));

        Assert.Null(moved);
        Assert.Contains("Ingrid Solbakkmoen", html, StringComparison.Ordinal);
        Assert.Null(cookies.GetCookies(demo.Host.Pages)["session"]);
    }

    [Fact]
    public async Task Moving_the_clock_signs_nobody_out()
    {
        using var reader = new PageReader(demo.Host);
        await reader.SendAsync("/sign-in", "handler=Demo", ("person", "office"));

        await reader.SendAsync("/demo/clock", ("Days", "400"));

        await reader.ReadAsync("/programmes");
    }

    [Fact]
    public async Task Where_there_is_no_demonstration_nobody_of_it_signs_in()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        var cookies = new CookieContainer();
        using var reader = new PageReader(host, cookies: cookies);
        // A form of this host with its token, such as sign-out has.
        var page = await reader.ReadAsync("/sign-out");
        var token = page.Split("name=\"__form\" type=\"hidden\" value=\"")[^1].Split('"')[0];
        using var browser = host.Browser(cookies);
        using var form = new FormUrlEncodedContent([new("__form", token), new("person", "administrator")]);

        using var answer = await browser.PostAsync(new Uri("/sign-in?handler=Demo", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(cookies.GetCookies(host.Pages)["session"]);
    }

    /// <summary>A demonstration with its sample.</summary>
    public sealed class Demonstration : IAsyncLifetime
    {
        public RunningHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await RunningHost.StartAsync(TestDatabase.Sqlite, null, "Demo:Enabled=true", "Tests:SignedIn=false");
            await SampleProgrammes.LoadAsync(Host.Services);
            await Host.CaughtUpAsync("access.follow-appointments", "organisation");
        }

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }
}
