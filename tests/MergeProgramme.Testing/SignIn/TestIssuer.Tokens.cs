using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace MergeProgramme.Testing.SignIn;

// Keys, and tokens made by hand: genuine ones to be altered, and forged ones.
public sealed partial class TestIssuer
{
    private static readonly Dictionary<string, string> Consumer = new()
    {
        ["authority"] = "iso6523-actorid-upis",
        ["ID"] = "0192:123456785",
    };

    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    private OpenIddictServerOptions Options =>
        app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;

    /// <summary>What it signs with right now.</summary>
    public SigningCredentials Credentials => Options.SigningCredentials[0];

    /// <summary>Takes a new key into use at once, and publishes it; tokens of the keys before it stay good.</summary>
    /// <param name="elliptic">An ES256 key instead of an RS256 one.</param>
    public void RotateKeys(bool elliptic = false) =>
        Options.SigningCredentials.Insert(0, elliptic ? NewEllipticKey() : new(NewRsaKey(), SecurityAlgorithms.RsaSha256));

    /// <summary>Takes every key but the newest away, as after a key was lost to somebody.</summary>
    public void DropOldKeys() => Options.SigningCredentials.RemoveRange(1, Options.SigningCredentials.Count - 1);

    /// <summary>What a genuine access token of a neighbouring system holds, good for ten minutes.</summary>
    public Dictionary<string, object> AccessClaims(string audience, string client, params string[] scopes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Address.AbsoluteUri,
            ["aud"] = audience,
            ["client_id"] = client,
            ["sub"] = client,
            ["scope"] = string.Join(' ', scopes),
            ["consumer"] = Consumer,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 600,
        };
    }

    /// <summary>What a genuine logout token holds (OpenID Connect Back-Channel Logout 1.0, 2.4).</summary>
    public Dictionary<string, object> LogoutClaims(IssuerSession session)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Address.AbsoluteUri,
            ["aud"] = session.Client,
            ["sub"] = session.Subject,
            ["sid"] = session.Id,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now,
            ["exp"] = now + 120,
            ["events"] = new Dictionary<string, object>
            {
                ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>(),
            },
        };
    }

    /// <summary>A signed token of some claims.</summary>
    /// <param name="type">Header <c>typ</c>.</param>
    /// <param name="by">The issuer's own newest key where it is left out.</param>
    public string Sign(Dictionary<string, object> claims, string type = "at+jwt", SigningCredentials? by = null) =>
        Tokens.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = claims,
                TokenType = type,
                SigningCredentials = by ?? Credentials,
            }
        );

    /// <summary>A token that says itself that nobody signed it.</summary>
    public static string WithoutSignature(Dictionary<string, object> claims) =>
        $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{Encoded(JsonSerializer.Serialize(claims))}.";

    /// <summary>A stranger's key, under the name of the issuer's own one.</summary>
    public SigningCredentials Stranger => new(NewRsaKey(Credentials.Key.KeyId), SecurityAlgorithms.RsaSha256);

    /// <summary>The issuer's public key used as the secret of a symmetric signature.</summary>
    public SigningCredentials PublicKeyAsSecret =>
        new(
            new SymmetricSecurityKey(((RsaSecurityKey)Credentials.Key).Rsa.ExportSubjectPublicKeyInfo())
            {
                KeyId = Credentials.Key.KeyId,
            },
            SecurityAlgorithms.HmacSha256
        );

    private static string Encoded(string json) => Base64UrlEncoder.Encode(json);

    private static RsaSecurityKey NewRsaKey(string? id = null) =>
        new(RSA.Create(2048)) { KeyId = id ?? Guid.NewGuid().ToString("N") };

    private static SigningCredentials NewEllipticKey() =>
        new(
            new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N") },
            SecurityAlgorithms.EcdsaSha256
        );
}
