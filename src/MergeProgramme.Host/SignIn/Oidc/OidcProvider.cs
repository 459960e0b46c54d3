using MergeProgramme.Host.SignIn.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Oidc;

/// <summary>The provider at work: what it says of itself, and how its tokens are checked and ours to it are made.</summary>
internal sealed class OidcProvider(OidcSettings settings, IssuerMetadata metadata) : IDisposable
{
    /// <summary>The authentication scheme, and the part of its addresses below the sign-in page.</summary>
    public const string Scheme = "oidc";

    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(1);

    public OidcSettings Settings => settings;

    public IssuerMetadata Metadata => metadata;

    /// <summary>
    /// A provider is asked for its keys again when a token names an unknown one, and nothing that is not signed is taken for an ID token, though
    /// the framework would where it comes straight from the provider.
    /// </summary>
    public TokenHandler TokenHandler => new Handler(metadata);

    /// <summary>How a token of the provider for this installation is checked.</summary>
    public TokenValidationParameters ParametersOf(OpenIdConnectConfiguration said) =>
        new()
        {
            ValidIssuer = said.Issuer,
            IssuerSigningKeys = said.SigningKeys,
            ValidAlgorithms = TokenIssuer.Algorithms,
            ValidAudience = settings.ClientId,
            ClockSkew = TokenIssuer.ClockSkew,
        };

    /// <summary>Proves to the provider who this installation is (RFC 7523, private_key_jwt); null where it has a secret.</summary>
    public async Task<string?> AssertionAsync(CancellationToken cancellation)
    {
        if (settings.ClientKey is not { } key)
            return null;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = settings.ClientId,
                Audience = (await metadata.GetAsync(cancellation)).Issuer,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + AssertionLifetime,
                // RFC 7523bis: it passes for no other kind of token.
                TokenType = "client-authentication+jwt",
                SigningCredentials = key,
                Claims = new Dictionary<string, object>
                {
                    [JwtRegisteredClaimNames.Sub] = settings.ClientId,
                    [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
                },
            }
        );
    }

    public void Dispose() => metadata.Dispose();

    private sealed class Handler : JsonWebTokenHandler
    {
        private readonly IssuerMetadata metadata;

        public Handler(IssuerMetadata metadata) => (this.metadata, MapInboundClaims) = (metadata, false);

        public override async Task<TokenValidationResult> ValidateTokenAsync(
            string token,
            TokenValidationParameters validationParameters
        )
        {
            var parameters = validationParameters.Clone();
            parameters.RequireSignedTokens = true;
            var result = await base.ValidateTokenAsync(token, parameters);
            if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
                return result;
            var known = await metadata.GetAsync(CancellationToken.None);
            parameters.IssuerSigningKeys = (await metadata.NewerThanAsync(known, CancellationToken.None)).SigningKeys;
            return await base.ValidateTokenAsync(token, parameters);
        }
    }
}
