using System.Net;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>What every answer tells the browser that it may do.</summary>
[Collection("hosts")]
public sealed class HeadersTests(SharedHosts hosts)
{
    public static TheoryData<string> Paths { get; } =
    [
        "/programmes",
        "/accessibility",
        "/error/500",
        "/no/such/page",
        "/v1/programmes",
        "/v1/no-such-thing",
        "/v1/programmes/no-such-programme",
        "/health/live",
        "/.well-known/security.txt",
        "/css/site.css",
        "/js/site.js",
        "/favicon.svg",
    ];

    [Theory, MemberData(nameof(Paths))]
    public async Task Every_answer_says_what_may_be_done_with_it(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Resource-Policy"));
        var policy = Policy(answer);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.False(answer.Headers.Contains("Server"), "says what serves it");
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), "lets other origins read it");
        // Without TLS there is nothing to be strict about: RFC 6797 forbids the header there.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "speaks of TLS where there is none");
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task Every_body_says_what_it_is_and_in_which_characters(string path)
    {
        using var answer = await GetAsync(path);

        if ((await answer.Content.ReadAsByteArrayAsync()).Length == 0)
            return;
        var type = answer.Content.Headers.ContentType;
        Assert.NotNull(type);
        if (type.MediaType!.StartsWith("text/", StringComparison.Ordinal) && !path.Contains('.', StringComparison.Ordinal))
            Assert.Equal("utf-8", type.CharSet, ignoreCase: true);
    }

    [Theory]
    [InlineData("/programmes")]
    [InlineData("/accessibility")]
    [InlineData("/no/such/page")]
    public async Task A_page_loads_from_this_host_only_and_runs_nothing_inline(string path)
    {
        using var answer = await GetAsync(path);

        var policy = Policy(answer);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.Equal("'none'", policy["object-src"]);
        Assert.Equal("'script'", policy["require-trusted-types-for"]);
        Assert.DoesNotContain("unsafe", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/programmes")]
    [InlineData("/health/live")]
    [InlineData("/js/site.js")]
    public async Task What_is_no_page_may_do_nothing_where_a_browser_opens_it(string path)
    {
        using var answer = await GetAsync(path);

        var policy = Policy(answer);
        Assert.True(policy.ContainsKey("sandbox"), "is not sandboxed");
        Assert.Equal("'none'", policy["form-action"]);
    }

    [Theory]
    [InlineData("/programmes", true)]
    [InlineData("/v1/programmes", true)]
    [InlineData("/v1/programmes/no-such-programme", true)]
    [InlineData("/no/such/page", true)]
    [InlineData("/css/site.css", false)]
    [InlineData("/js/site.js", false)]
    public async Task What_may_hold_personal_data_is_not_kept(string path, bool isPrivate)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(isPrivate, answer.Headers.CacheControl?.NoStore ?? false);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var client = new HttpClient { BaseAddress = host.Pages };
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    private static string One(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? Assert.Single(values) : "";

    private static Dictionary<string, string> Policy(HttpResponseMessage answer) =>
        One(answer, "Content-Security-Policy")
            .Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' ', 2))
            .ToDictionary(d => d[0], d => d.Length > 1 ? d[1] : "", StringComparer.Ordinal);
}
