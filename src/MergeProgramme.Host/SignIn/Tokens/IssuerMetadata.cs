using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MergeProgramme.Host.SignIn.Tokens;

/// <summary>
/// Name and keys of an issuer, fetched when they are needed and kept. The library's own keeper refreshes in the background and keeps what it had
/// meanwhile, so the first tokens of a new key would be refused.
/// </summary>
/// <param name="fetch">Asks the issuer.</param>
internal sealed class IssuerMetadata(Func<Task<OpenIdConnectConfiguration>> fetch, TimeProvider time)
    : IConfigurationManager<OpenIdConnectConfiguration>,
        IDisposable
{
    // A key that its issuer has withdrawn is of no use after this.
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(1);

    // An issuer that cannot be asked: what it said last is good for so long.
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    // Tokens of made-up keys, which anybody can send, lead to no more questions than this to the issuer.
    private static readonly TimeSpan AskAtMost = TimeSpan.FromSeconds(30);

    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1);
    private volatile Fetched? current;
    private long? asked;
    private long? failed;

    /// <summary>The metadata at an address: OpenID Connect Discovery 1.0, or RFC 8414.</summary>
    /// <param name="issuer">Who it must be of, to the letter: another issuer's keys vouch for nobody here.</param>
    public static IssuerMetadata At(Uri address, string issuer)
    {
        var documents = new HttpDocumentRetriever(
            new HttpClient { Timeout = Timeout, MaxResponseContentBufferSize = LargestAnswer }
        )
        {
            RequireHttps = !address.IsLoopback,
        };
        return new(FetchAsync, TimeProvider.System);

        async Task<OpenIdConnectConfiguration> FetchAsync()
        {
            var said = await OpenIdConnectConfigurationRetriever.GetAsync(address.AbsoluteUri, documents, CancellationToken.None);
            return said.Issuer == issuer
                ? said
                : throw new InvalidOperationException($"{address} tells of '{said.Issuer}', and not of '{issuer}'.");
        }
    }

    /// <summary>What the issuer said within the hour; where it does not answer, within the day.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, and has not for too long.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellation)
    {
        if (current is { } known && time.GetElapsedTime(known.At) < RefreshAfter)
            return known.Metadata;
        await gate.WaitAsync(cancellation);
        try
        {
            if (current is { } newer && time.GetElapsedTime(newer.At) < RefreshAfter)
                return newer.Metadata;
            return await FetchAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Asks again, because a token names a key that is not among these; not oftener than twice a minute.</summary>
    public async Task<OpenIdConnectConfiguration> NewerThanAsync(OpenIdConnectConfiguration these, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            // Another call has asked while this one waited.
            if (current is { } newer && newer.Metadata != these)
                return newer.Metadata;
            if (asked is { } before && time.GetElapsedTime(before) < AskAtMost)
                return these;
            asked = time.GetTimestamp();
            return await FetchAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc cref="GetAsync"/>
    Task<OpenIdConnectConfiguration> IConfigurationManager<OpenIdConnectConfiguration>.GetConfigurationAsync(
        CancellationToken cancel
    ) => GetAsync(cancel).AsTask();

    // Whoever has a token of an unknown key asks for a newer answer than its own.
    void IConfigurationManager<OpenIdConnectConfiguration>.RequestRefresh() { }

    public void Dispose() => gate.Dispose();

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        var known = current is { } last && time.GetElapsedTime(last.At) < GoodFor ? last.Metadata : null;
        // Nobody waits for an issuer that did not answer a moment ago while there is something to go on with.
        if (known is not null && failed is { } before && time.GetElapsedTime(before) < AskAtMost)
            return known;
        try
        {
            var fetched = await fetch();
            (current, failed) = (new(fetched, time.GetTimestamp()), null);
            return fetched;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or HttpRequestException
                        or InvalidOperationException
                        or ArgumentException
                        or OperationCanceledException
            )
        {
            failed = time.GetTimestamp();
            return known ?? throw new InvalidOperationException("The issuer does not tell of its keys.", e);
        }
    }

    private sealed record Fetched(OpenIdConnectConfiguration Metadata, long At);
}
