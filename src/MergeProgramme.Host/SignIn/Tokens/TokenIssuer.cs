using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Tokens;

/// <summary>Somebody whose tokens neighbouring systems may call with: <c>SignIn:Tokens:NAME:…</c>.</summary>
/// <param name="Name">NAME of the settings.</param>
/// <param name="Issuer">What its tokens have as <c>iss</c>.</param>
/// <param name="Audience">What its tokens must have as <c>aud</c> to be meant for this installation.</param>
/// <param name="Metadata">Where its keys are told of; they are fetched again by the hour, and when a token has a key that is not known.</param>
internal sealed record TokenIssuer(string Name, string Issuer, string Audience, IssuerMetadata Metadata)
{
    /// <summary>The claim that says which system it is.</summary>
    public string ClientClaim { get; init; } = "client_id";

    /// <summary>The claim that says what the token is for: names with blanks between, or a list.</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>What stands before the permission in a scope.</summary>
    public string ScopePrefix { get; init; } = "mergeprogramme:";

    // Clocks that are kept by time servers differ by less.
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    // Signed with a key that only the issuer has. None, and nothing whose secret is shared.
    internal static readonly string[] Algorithms =
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

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>The issuers of the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<TokenIssuer> Read(IConfiguration configuration) =>
        [.. configuration.GetSection("SignIn:Tokens").GetChildren().Select(Read)];

    /// <summary>Checks a token: signature, issuer, audience, times, and that it is an access token.</summary>
    /// <exception cref="InvalidOperationException">The issuer's keys cannot be fetched.</exception>
    public async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellation)
    {
        var metadata = await Metadata.GetAsync(cancellation);
        var result = await Handler.ValidateTokenAsync(token, ParametersOf(metadata));
        if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
            return result;
        // The issuer may have taken a new key into use a moment ago.
        var newer = await Metadata.NewerThanAsync(metadata, cancellation);
        return newer == metadata ? result : await Handler.ValidateTokenAsync(token, ParametersOf(newer));
    }

    /// <summary>The permissions that a token's scopes name.</summary>
    /// <param name="scopes">Values of the scope claim.</param>
    public IReadOnlyList<string> PermissionsOf(IEnumerable<string> scopes) =>
        [
            .. scopes
                .SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(scope => scope.StartsWith(ScopePrefix, StringComparison.Ordinal))
                .Select(scope => scope[ScopePrefix.Length..])
                .Distinct(StringComparer.Ordinal),
        ];

    private TokenValidationParameters ParametersOf(OpenIdConnectConfiguration metadata) =>
        new()
        {
            ValidIssuer = metadata.Issuer,
            IssuerSigningKeys = metadata.SigningKeys,
            ValidAlgorithms = Algorithms,
            ValidAudience = Audience,
            ClockSkew = ClockSkew,
            TypeValidator = (type, _, _) => IsAccessToken(type) ? type : throw new SecurityTokenInvalidTypeException(type),
        };

    // RFC 9068, and issuers that are older than it.
    private static bool IsAccessToken(string? type) =>
        string.IsNullOrEmpty(type)
        || type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("JWT", StringComparison.OrdinalIgnoreCase);

    private static TokenIssuer Read(IConfigurationSection section)
    {
        var authority = Address(section, "Authority") ?? throw Missing(section, "Authority");
        if (section["Audience"] is not { Length: > 0 } audience)
            throw Missing(section, "Audience");
        var metadata =
            Address(section, "Metadata") ?? new Uri($"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration");
        return new(section.Key, authority.OriginalString, audience, IssuerMetadata.At(metadata, authority.OriginalString))
        {
            ClientClaim = section["ClientClaim"] ?? "client_id",
            ScopeClaim = section["ScopeClaim"] ?? "scope",
            ScopePrefix = section["ScopePrefix"] ?? "mergeprogramme:",
        };
    }

    private static Uri? Address(IConfigurationSection section, string key) => ProviderAddress.Read(section, key);

    private static StartRefusedException Missing(IConfigurationSection section, string key) =>
        new($"{section.Path}:{key} is missing. docs/sign-in.md says what it holds.");
}
