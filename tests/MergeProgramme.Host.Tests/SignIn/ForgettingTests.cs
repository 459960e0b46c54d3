using System.Net;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>What a browser is told to forget when a session is over.</summary>
public sealed class ForgettingTests
{
    private const string Header = "Clear-Site-Data";

    [Fact]
    public async Task Signing_out_forgets_pages_and_kept_texts()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        var cookies = new CookieContainer();
        using var browser = host.Browser(cookies);
        await browser.SignInAsync("kari");
        using var reader = new PageReader(host, cookies: cookies);
        using var page = await reader.GetAsync("/sign-out");
        Assert.False(page.Headers.Contains(Header), "forgets before anybody has signed out");
        var form = Tracing.PageForm.Read(await page.Content.ReadAsStringAsync()).Content();

        using var answer = await browser.PostAsync(new Uri("/sign-out", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        // One header of two values: quoted, as the standard has it.
        Assert.Equal("\"cache\", \"storage\"", string.Join(", ", answer.Headers.GetValues(Header)));
    }

    [Fact]
    public async Task A_session_that_ran_out_forgets_pages_and_keeps_what_was_not_saved()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var browser = host.Browser();
        await browser.SignInAsync("kari");
        using (var open = await browser.GetAsync(new Uri("/programmes", UriKind.Relative)))
            Assert.False(open.Headers.Contains(Header), "forgets in the middle of a session");
        clock.Advance(TimeSpan.FromHours(2));

        using var answer = await browser.GetAsync(new Uri("/programmes", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues(Header)));
    }

    [Fact]
    public async Task Who_never_signed_in_has_nothing_to_forget()
    {
        var (host, _) = await SignInHost.StartAsync(TestDatabase.Sqlite);
        await using var _1 = host;
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(new Uri("/programmes", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(answer.Headers.Contains(Header));
    }
}
