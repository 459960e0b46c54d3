using MergeProgramme.Host.SignIn.Tokens;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>When an issuer is asked for its keys, and how long its last answer is good.</summary>
public sealed class IssuerMetadataTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly IssuerMetadata metadata;
    private int asked;
    private bool down;

    public IssuerMetadataTests() =>
        metadata = new(
            () =>
            {
                asked++;
                return down ? throw new HttpRequestException("down") : Task.FromResult(new OpenIdConnectConfiguration());
            },
            time
        );

    [Fact]
    public async Task It_is_asked_again_by_the_hour()
    {
        var first = await GetAsync();
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Same(first, await GetAsync());

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotSame(first, await GetAsync());
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task What_it_said_is_good_for_a_day_when_it_does_not_answer()
    {
        var first = await GetAsync();
        down = true;
        time.Advance(TimeSpan.FromHours(23));
        Assert.Same(first, await GetAsync());
        Assert.Same(first, await GetAsync());
        Assert.Equal(2, asked);

        time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<InvalidOperationException>(GetAsync);
    }

    [Fact]
    public async Task An_unknown_key_makes_it_asked_at_once_and_then_at_most_twice_a_minute()
    {
        var first = await GetAsync();
        var second = await NewerThanAsync(first);
        Assert.NotSame(first, second);

        Assert.Same(second, await NewerThanAsync(second));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Same(second, await NewerThanAsync(second));
        Assert.Equal(2, asked);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotSame(second, await NewerThanAsync(second));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Callers_that_wait_together_ask_once()
    {
        var first = await GetAsync();

        var newer = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => NewerThanAsync(first)));

        Assert.Single(newer.Distinct());
        Assert.Equal(2, asked);
    }

    public void Dispose() => metadata.Dispose();

    private Task<OpenIdConnectConfiguration> GetAsync() => metadata.GetAsync(CancellationToken.None).AsTask();

    private Task<OpenIdConnectConfiguration> NewerThanAsync(OpenIdConnectConfiguration these) =>
        metadata.NewerThanAsync(these, CancellationToken.None);
}
