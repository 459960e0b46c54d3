using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MergeProgramme.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Tricks with paths, methods and headers get nobody anywhere.</summary>
[Collection("hosts")]
public sealed class PathAndHeaderTests(SharedHosts hosts)
{
    [Theory]
    [InlineData("/programmes/eget/../annet", 404)]
    [InlineData("/programmes/eget/%2e%2e/annet", 404)]
    [InlineData("/programmes/eget%2f..%2fannet", 400)]
    [InlineData("/programmes/eget%5c..%5cannet", 400)]
    [InlineData("/programmes//annet", 404)]
    [InlineData("/programmes/annet%00", 400)]
    [InlineData("/programmes/annet%20", 400)]
    [InlineData("/programmes/annet;x=1", 400)]
    [InlineData("/PROGRAMMES/ANNET", 400)]
    [InlineData("/v1/programmes/eget%2f..%2fannet", 400)]
    [InlineData("/v1/programmes/%2e%2e/annet", 404)]
    [InlineData("/v1/programmes//annet", 404)]
    [InlineData("/v1/programmes/annet%00", 400)]
    [InlineData("/v1/../programmes", 200)]
    [InlineData("/../../../../etc/passwd", 404)]
    [InlineData("/css/..%2f..%2fappsettings.json", 404)]
    [InlineData("/lib/%2e%2e/%2e%2e/appsettings.json", 404)]
    [InlineData("/appsettings.json", 404)]
    [InlineData("/.git/config", 404)]
    [InlineData("/css/", 404)]
    [InlineData("/lib", 404)]
    [InlineData("http://elsewhere.example/programmes", 400)]
    public async Task A_path_leads_where_it_says_or_nowhere(string target, int status)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.GetAsync(host, target);

        Assert.True(answer.Status == status, $"{target}: {answer.Status}\n{answer.Answer}");
        Assert.DoesNotContain("Exception", answer.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Original-URL: /operations")]
    [InlineData("X-Rewrite-URL: /operations")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    [InlineData("X-HTTP-Method: DELETE")]
    [InlineData("X-Forwarded-Host: elsewhere.example")]
    [InlineData("X-Forwarded-Prefix: /elsewhere")]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-For: 192.0.2.1")]
    [InlineData("Forwarded: for=192.0.2.1;host=elsewhere.example;proto=https")]
    [InlineData("X-User-ID: principals/somebody")]
    public async Task A_header_that_nobody_here_heeds_changes_nothing(string header)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var plain = await RawHttp.GetAsync(host, "/accessibility");
        var tricked = await RawHttp.GetAsync(host, "/accessibility", header);

        Assert.Equal(200, tricked.Status);
        Assert.Equal(WithoutTokens(plain.Answer), WithoutTokens(tricked.Answer));
    }

    [Theory]
    [InlineData("elsewhere.example", 400)]
    [InlineData("localhost.elsewhere.example", 400)]
    [InlineData("elsewhere.example:5080", 400)]
    [InlineData("", 400)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    public async Task A_host_name_that_is_not_ours_is_refused(string name, int status)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.SendAsync(host, $"GET /accessibility HTTP/1.1\nHost: {name}\nConnection: close");

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task The_installation_names_further_hosts()
    {
        await using var host = await RunningHost.StartAsync(settings: "Listen:Hosts=program.example.org; other.example.org");

        var named = await RawHttp.SendAsync(host, "GET /health/live HTTP/1.1\nHost: program.example.org\nConnection: close");
        var unnamed = await RawHttp.SendAsync(host, "GET /health/live HTTP/1.1\nHost: elsewhere.example\nConnection: close");

        Assert.Equal((200, 400), (named.Status, unnamed.Status));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("OPTIONS")]
    [InlineData("CONNECT")]
    [InlineData("PROPFIND")]
    [InlineData("get")]
    public async Task Methods_that_nothing_takes_are_refused(string method)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.SendAsync(
            host,
            $"{method} {(method == "CONNECT" ? "localhost:80" : "/accessibility")} HTTP/1.1\nHost: {(method == "CONNECT" ? "localhost:80" : "localhost")}\nX-Secret: echo-me\nConnection: close"
        );

        Assert.Contains(answer.Status, (int[])[400, 405]);
        Assert.DoesNotContain("echo-me", answer.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/programmes", 405)]
    [InlineData("DELETE", "/programmes", 405)]
    [InlineData("GET", "/programmes?handler=NoSuch", 200)]
    public async Task A_page_without_a_handler_for_the_request_is_not_shown(string method, string target, int status)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.SendAsync(
            host,
            $"{method} {target} HTTP/1.1\nHost: localhost\nContent-Length: 0\nConnection: close"
        );

        // Without a token of ours a changing method is refused before anybody asks who would handle it.
        Assert.Contains(answer.Status, method == "GET" ? (int[])[status] : [status, 400]);
    }

    [Fact]
    public async Task Only_a_proxy_that_the_installation_names_is_believed()
    {
        var seen = new Seen();
        await using var direct = await ListeningAsync(seen);
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "hemmelig", TestContext.Current.CancellationToken);
        string[] behind =
        [
            "Listen:BehindProxy=true",
            "SignIn:Oidc:Authority=https://provider.example",
            "SignIn:Oidc:ClientId=x",
            $"SignIn:Oidc:ClientSecretFile={secret}",
        ];
        await using var proxied = await ListeningAsync(seen, behind);
        await using var elsewhere = await ListeningAsync(seen, [.. behind, "Listen:Proxies=192.0.2.0/24"]);
        File.Delete(secret);
        string[] forged = ["X-Forwarded-For: 198.51.100.1, 203.0.113.9", "X-Forwarded-Proto: https"];

        foreach (var host in (RunningHost[])[direct, proxied, elsewhere])
            await RawHttp.GetAsync(host, "/health/live", forged);

        Assert.Equal([("127.0.0.1", "http"), ("203.0.113.9", "https"), ("127.0.0.1", "http")], seen.Requests);
    }

    [Fact]
    public async Task Behind_a_proxy_somebody_else_must_vouch_for_people()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            RunningHost.StartAsync(settings: "Listen:BehindProxy=true")
        );

        Assert.Contains("local accounts are for this machine only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frameworks_switch_for_believing_anybody_is_refused()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            RunningHost.StartAsync(settings: "ForwardedHeaders_Enabled=true")
        );

        Assert.Contains("Listen:BehindProxy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_asked_for_as_gRPC_still_says_what_may_be_done_with_it()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.GetAsync(host, "/programmes", "Content-Type: application/grpc");

        Assert.Contains("Content-Security-Policy: default-src 'none'", answer.Answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_message_with_two_lengths_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var two = await RawHttp.SendAsync(
            host,
            "POST /preferences HTTP/1.1\nHost: localhost\nContent-Length: 3\nContent-Length: 30\nConnection: close",
            "a=b"
        );
        var both = await RawHttp.SendAsync(
            host,
            "POST /preferences HTTP/1.1\nHost: localhost\nContent-Length: 3\nTransfer-Encoding: identity\nConnection: close",
            "a=b"
        );

        Assert.Equal((400, 400), (two.Status, both.Status));
    }

    private static Task<RunningHost> ListeningAsync(Seen seen, params string[] settings) =>
        RunningHost.StartAsync(TestDatabase.Sqlite, builder => builder.Services.AddSingleton<IStartupFilter>(seen), settings);

    private static string WithoutTokens(string answer)
    {
        var body = answer[answer.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..];
        return Regex.Replace(
            body,
            "name=\"__form\" type=\"hidden\" value=\"[^\"]*\"",
            "",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
    }

    /// <summary>Writes down what the host has come to believe of each request, once it has answered.</summary>
    private sealed class Seen : IStartupFilter
    {
        public ConcurrentQueue<(string? From, string Scheme)> Requests { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, following) =>
                    {
                        await following();
                        Requests.Enqueue((context.Connection.RemoteIpAddress?.ToString(), context.Request.Scheme));
                    }
                );
                next(app);
            };
    }
}
