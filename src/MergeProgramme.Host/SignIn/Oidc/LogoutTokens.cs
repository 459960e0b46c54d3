using System.Collections.Concurrent;
using System.Text.Json;
using MergeProgramme.Host.SignIn.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MergeProgramme.Host.SignIn.Oidc;

/// <summary>Whose sessions a provider says have ended.</summary>
/// <param name="Session">The provider's session; empty for all of the subject's.</param>
/// <param name="Subject">The person; empty for whoever has the session.</param>
internal sealed record EndedAtProvider(string Issuer, string Session, string Subject);

/// <summary>Checks logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6). Each is good once.</summary>
internal sealed class LogoutTokens(OidcProvider provider, TimeProvider time)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // The provider sends it at once, and so one that comes later was kept by somebody.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    /// <summary>What a genuine token that was not used before says; null for any other.</summary>
    /// <exception cref="InvalidOperationException">The provider's keys cannot be fetched.</exception>
    public async Task<EndedAtProvider?> ReadAsync(string token, CancellationToken cancellation)
    {
        var metadata = await provider.Metadata.GetAsync(cancellation);
        var result = await provider.TokenHandler.ValidateTokenAsync(token, provider.ParametersOf(metadata));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken said || !IsLogoutToken(said))
            return null;
        var ended = new EndedAtProvider(said.Issuer, Text(said, JwtRegisteredClaimNames.Sid), said.Subject ?? "");
        if (ended.Session.Length == 0 && ended.Subject.Length == 0)
            return null;
        return IsFirst(said.Id) ? ended : null;
    }

    private bool IsLogoutToken(JsonWebToken said) =>
        // An ID token is no logout token, however it is sent.
        string.Equals(said.Typ, provider.Settings.LogoutTokenType, StringComparison.OrdinalIgnoreCase)
        && said.TryGetPayloadValue<JsonElement>("events", out var events)
        && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(Event, out var members)
        && members.ValueKind == JsonValueKind.Object
        && !said.TryGetPayloadValue<object>(JwtRegisteredClaimNames.Nonce, out _)
        && said.Id is { Length: > 0 and <= 400 }
        && said.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out var issued)
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(issued) is var age
        && age <= Lifetime + TokenIssuer.ClockSkew
        && age >= -TokenIssuer.ClockSkew;

    private bool IsFirst(string id)
    {
        var now = time.GetUtcNow();
        foreach (var (old, until) in used)
        {
            if (until < now)
                used.TryRemove(old, out _);
        }
        return used.TryAdd(id, now + Lifetime + (2 * TokenIssuer.ClockSkew));
    }

    private static string Text(JsonWebToken said, string claim) =>
        said.TryGetPayloadValue<string>(claim, out var text) ? text : "";
}
