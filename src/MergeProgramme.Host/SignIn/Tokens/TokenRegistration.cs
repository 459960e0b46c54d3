using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Tokens;

/// <summary>How the tokens of neighbouring systems are checked.</summary>
internal static class TokenRegistration
{
    // Clocks that are kept by time servers differ by less.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int LongestToken = 16 * 1024;

    // Signed with a key that only the issuer has. None, and nothing whose secret is shared.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Adds one scheme for each issuer.</summary>
    public static AuthenticationBuilder AddTokens(this AuthenticationBuilder authentication, IReadOnlyList<TokenIssuer> issuers)
    {
        foreach (var issuer in issuers)
        {
            authentication.Services.AddSingleton(issuer);
            authentication.AddJwtBearer(issuer.Scheme, jwt => Configure(jwt, issuer));
        }
        return authentication;
    }

    private static void Configure(JwtBearerOptions jwt, TokenIssuer issuer)
    {
        jwt.ConfigurationManager = (IConfigurationManager<OpenIdConnectConfiguration>)issuer.Metadata;
        jwt.MapInboundClaims = false;
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken });
        jwt.TokenValidationParameters = new()
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = issuer.Audience,
            ClockSkew = ClockSkew,
            NameClaimType = issuer.ClientClaim,
            TypeValidator = (type, _, _) => IsAccessToken(type) ? type : throw new SecurityTokenInvalidTypeException(type),
        };
    }

    // RFC 9068, and issuers that are older than it.
    private static bool IsAccessToken(string? type) =>
        string.IsNullOrEmpty(type)
        || type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("JWT", StringComparison.OrdinalIgnoreCase);
}
