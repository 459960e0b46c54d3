using System.Net;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Whoever finds a weakness is told where to report it (RFC 9116), if the office has said so.</summary>
public sealed class SecurityTextTests
{
    [Fact]
    public async Task It_says_what_the_settings_say_to_anybody()
    {
        var (status, type, text) = await ReadAsync(
            "Tests:SignedIn=false",
            "Security:Contact=mailto:security@example.org https://example.org/report",
            "Security:Expires=2126-06-30"
        );

        Assert.Equal((HttpStatusCode.OK, "text/plain; charset=utf-8"), (status, type));
        Assert.Equal(
            """
            Contact: mailto:security@example.org
            Contact: https://example.org/report
            Expires: 2126-06-30T00:00:00Z
            Preferred-Languages: nb, nn, en

            """.ReplaceLineEndings("\n"),
            text
        );
    }

    [Fact]
    public async Task Without_settings_there_is_none() =>
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync("Tests:SignedIn=false")).Status);

    [Fact]
    public async Task One_that_is_out_of_date_is_not_shown() =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await ReadAsync("Security:Contact=mailto:security@example.org", "Security:Expires=2001-01-01")).Status
        );

    [Theory]
    [InlineData("Security:Contact=security@example.org", "Security:Expires=2126-06-30")]
    [InlineData("Security:Contact=http://example.org/report", "Security:Expires=2126-06-30")]
    [InlineData("Security:Contact=mailto:security@example.org", "Security:Expires=soon")]
    [InlineData("Security:Contact=mailto:security@example.org", "Security:Expires=")]
    [InlineData("Security:Contact=", "Security:Expires=2126-06-30")]
    public async Task Settings_that_cannot_be_read_are_refused(string contact, string expires)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RunningHost.StartAsync(settings: [contact, expires]));

        Assert.Contains("Security:", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Text)> ReadAsync(params string[] settings)
    {
        await using var host = await RunningHost.StartAsync(settings: settings);
        using var client = new HttpClient { BaseAddress = host.Pages };
        using var answer = await client.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync());
    }
}
