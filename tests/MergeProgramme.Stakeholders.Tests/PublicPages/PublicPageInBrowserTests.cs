using System.Net;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.PublicPages;

/// <summary>The page as browsers, and proxies that keep it for others, get it: nobody has signed in.</summary>
[Collection("hosts")]
public sealed class PublicPageInBrowserTests
{
    private const string Address = "/public/indre-ostfold";

    [Fact]
    public async Task It_says_the_same_to_everybody_and_may_be_kept()
    {
        await using var host = await PublishedAsync();
        using var first = await GetAsync(host, Address);
        Assert.Equal((HttpStatusCode.OK, "public, max-age=300"), (first.StatusCode, first.Headers.CacheControl?.ToString()));
        var html = WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync());
        foreach (
            var said in new[] { "Nye Indre Østfold", "Fellesnemnda", "Hvem som bestemmer", "post@io.no", "<html lang=\"nb\"" }
        )
            Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);

        // Whoever has chosen another language or colour, or sends a session that is none, gets the same.
        using var other = await GetAsync(
            host,
            Address,
            ("Cookie", "language=c%3Den-GB%7Cuic%3Den-GB; color-scheme=dark; session=x"),
            ("Accept-Language", "en")
        );
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await other.Content.ReadAsByteArrayAsync());
        foreach (var answer in new[] { first, other })
        {
            Assert.False(answer.Headers.Contains("Set-Cookie"), "sets a cookie");
            Assert.Equal(first.Headers.ETag, answer.Headers.ETag);
        }

        using var unchanged = await GetAsync(host, Address, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(
            (HttpStatusCode.NotModified, "public, max-age=300"),
            (unchanged.StatusCode, unchanged.Headers.CacheControl?.ToString())
        );
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());

        using var slash = await GetAsync(host, $"{Address}/en/");
        Assert.Contains("<html lang=\"en\"", await slash.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var english = await GetAsync(host, $"{Address}/en", ("If-None-Match", first.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.OK, english.StatusCode);
        html = WebUtility.HtmlDecode(await english.Content.ReadAsStringAsync());
        Assert.Contains("Who decides", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", html, StringComparison.Ordinal);

        var client = new Client(host.Invoker(Transport.InProcess));
        await client.UpdatePublicPageAsync(
            new()
            {
                PublicPage = new() { Name = $"{Office.Programme}/publicPage", Title = "Indre Østfold kommune" },
                UpdateMask = new() { Paths = { "title" } },
            }
        );
        using var changed = await GetAsync(host, Address, ("If-None-Match", first.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task What_is_not_published_is_not_there_and_not_kept()
    {
        await using var host = await PublishedAsync();
        foreach (var path in new[] { "/public/ingen", "/public/ingen/en", $"{Address}/de", "/public/Indre-Østfold" })
        {
            using var missing = await GetAsync(host, path);
            Assert.Equal((HttpStatusCode.NotFound, "no-store"), (missing.StatusCode, missing.Headers.CacheControl?.ToString()));
        }
        // Everything else still asks who it is.
        using var inside = await GetAsync(host, $"/{Office.Programme}/public-page");
        Assert.Equal((HttpStatusCode.Redirect, "no-store"), (inside.StatusCode, inside.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task A_neighbouring_system_reads_it_without_a_token()
    {
        await using var host = await PublishedAsync();
        using var read = await GetAsync(host, $"/v1/{Office.Programme}/publicPage:read");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains("\"contactEmail\":\"post@io.no\"", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await GetAsync(
            host,
            $"/v1/{Office.Programme}/publicPage:read",
            ("Authorization", "Bearer no.good.token")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var written = await GetAsync(host, $"/v1/{Office.Programme}/publicPage");
        Assert.Equal(HttpStatusCode.Unauthorized, written.StatusCode);
    }

    private static async Task<RunningHost> PublishedAsync()
    {
        var host = await RunningHost.StartAsync(settings: ["Tests:SignedIn=false"]);
        await host.ProgrammeAsync("indre-ostfold", "a4");
        await new Client(host.Invoker(Transport.InProcess)).UpdatePublicPageAsync(
            new()
            {
                PublicPage = new()
                {
                    Name = $"{Office.Programme}/publicPage",
                    Published = true,
                    Title = "Nye Indre Østfold",
                    Introduction = "Fem kommuner blir én.",
                    Deciders = { new PublicDecider { Title = "Fellesnemnda" } },
                    Contact = "Programkontoret",
                    ContactEmail = "post@io.no",
                },
            }
        );
        return host;
    }

    // Without the client's own cookies: what a proxy sends on.
    private static async Task<HttpResponseMessage> GetAsync(
        RunningHost host,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Pages, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
    }
}
