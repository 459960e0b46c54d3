using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace MergeProgramme.Browser.Tests;

/// <summary>What the checks of the pages stand on: that the browser shows what was asked for, and that axe does find faults.</summary>
public sealed class ChromiumTests(Chromium chromium) : IAsyncLifetime
{
    private const string Sound = """
        <!doctype html><html lang="nb"><head><title>Side</title><link rel="icon" href="data:,">
        <meta name="viewport" content="width=device-width"></head><body><main><h1>Mandat</h1><p>Tekst</p></main></body></html>
        """;

    private const string Faulty = """
        <!doctype html><html><head><title>Side</title><link rel="icon" href="data:,"></head>
        <body><main><h1>Mandat</h1><img src="data:,"><input type="text"></main></body></html>
        """;

    private WebApplication server = null!;

    private Uri Address =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Use(
            (context, next) =>
            {
                string scripts = context.Request.Query.ContainsKey("allowed")
                    ? "script-src 'unsafe-inline'"
                    : "script-src 'none'";
                context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; img-src data:; {scripts}";
                return next();
            }
        );
        server.MapGet("/sound", () => Results.Content(Sound, "text/html"));
        server.MapGet("/faulty", () => Results.Content(Faulty, "text/html"));
        server.MapGet("/script", () => Results.Content(Sound + "<script>document.title = 'Inline'</script>", "text/html"));
        server.MapGet("/cookie", (HttpRequest request) => request.Cookies[Host.PreferenceCookies.Language]);
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_sound_page_passes_axe_under_a_policy_that_allows_no_script()
    {
        await using OpenPage open = await chromium.OpenAsync(new Uri(Address, "/sound"));
        await open.AxeAsync();
    }

    [Fact]
    public async Task A_faulty_page_fails_axe_with_the_rule_and_the_place()
    {
        await using OpenPage open = await chromium.OpenAsync(new Uri(Address, "/faulty"));

        string message = (await Assert.ThrowsAsync<TrueException>(open.AxeAsync)).Message;

        Assert.Contains("html-has-lang", message, StringComparison.Ordinal);
        Assert.Contains("image-alt", message, StringComparison.Ordinal);
        Assert.Contains("<input type=\"text\">", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_the_policy_refuses_is_a_complaint()
    {
        await using OpenPage open = await chromium.OpenAsync(new Uri(Address, "/script"));

        string message = (await Assert.ThrowsAsync<TrueException>(open.AxeAsync)).Message;

        Assert.Contains("Content Security Policy", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_seen_in_the_view_that_was_asked_for()
    {
        var view = new View("en", ColorScheme.Dark, View.PhoneWidth, 640);
        await using OpenPage open = await chromium.OpenAsync(new Uri(Address, "/sound"), view);

        Assert.True(await open.Page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"));
        Assert.Equal(View.PhoneWidth, await open.Page.EvaluateAsync<int>("innerWidth"));
        await open.Page.GotoAsync("/cookie");
        string cookie = await open.Page.InnerTextAsync("body");
        Assert.Equal("en", CookieRequestCultureProvider.ParseCookieValue(cookie)?.UICultures.Single().Value);
    }

    [Theory]
    [InlineData(true, "Inline")]
    [InlineData(false, "Side")]
    public async Task Scripts_run_only_where_javascript_is_on(bool javaScript, string title)
    {
        await using OpenPage open = await chromium.OpenAsync(
            new Uri(Address, "/script?allowed"),
            new View(JavaScript: javaScript)
        );

        Assert.Equal(title, await open.Page.TitleAsync());
    }
}
