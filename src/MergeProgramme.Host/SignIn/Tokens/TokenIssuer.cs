using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Tokens;

/// <summary>Somebody whose tokens neighbouring systems may call with: <c>SignIn:Tokens:NAME:…</c>.</summary>
/// <param name="Name">NAME of the settings.</param>
/// <param name="Issuer">What its tokens have as <c>iss</c>.</param>
/// <param name="Audience">What its tokens must have as <c>aud</c> to be meant for this installation.</param>
/// <param name="Metadata">Where its keys are told of; they are fetched again by the hour, and when a token has a key that is not known.</param>
internal sealed record TokenIssuer(string Name, string Issuer, string Audience, BaseConfigurationManager Metadata)
{
    /// <summary>The scheme that checks its tokens.</summary>
    public string Scheme => $"tokens:{Name}";

    /// <summary>The claim that says which system it is.</summary>
    public string ClientClaim { get; init; } = "client_id";

    /// <summary>The claim that says what the token is for: names with blanks between, or a list.</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>What stands before the permission in a scope.</summary>
    public string ScopePrefix { get; init; } = "mergeprogramme:";

    // A key that its issuer has withdrawn is of no use after this.
    private static readonly TimeSpan RefreshAtLatest = TimeSpan.FromHours(1);

    // Tokens of unknown keys, which anybody can make, lead to no more questions than this to the issuer.
    private static readonly TimeSpan RefreshAtMost = TimeSpan.FromSeconds(30);

    /// <summary>The issuers of the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<TokenIssuer> Read(IConfiguration configuration) =>
        [.. configuration.GetSection("SignIn:Tokens").GetChildren().Select(Read)];

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

    private static TokenIssuer Read(IConfigurationSection section)
    {
        var authority = Address(section, "Authority") ?? throw Missing(section, "Authority");
        if (section["Audience"] is not { Length: > 0 } audience)
            throw Missing(section, "Audience");
        var metadata =
            Address(section, "Metadata") ?? new Uri($"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration");
        return new(section.Key, authority.OriginalString, audience, MetadataAt(metadata))
        {
            ClientClaim = section["ClientClaim"] ?? "client_id",
            ScopeClaim = section["ScopeClaim"] ?? "scope",
            ScopePrefix = section["ScopePrefix"] ?? "mergeprogramme:",
        };
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> MetadataAt(Uri address) =>
        new(
            address.AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(
                new HttpClient { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1 << 20 }
            )
            {
                RequireHttps = !address.IsLoopback,
            }
        )
        {
            AutomaticRefreshInterval = RefreshAtLatest,
            RefreshInterval = RefreshAtMost,
            // The last good one would go on vouching for a key that was withdrawn because somebody stole it.
            UseLastKnownGoodConfiguration = false,
        };

    private static Uri? Address(IConfigurationSection section, string key)
    {
        if (section[key] is not { Length: > 0 } value)
            return null;
        return
            Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new StartRefusedException($"{section.Path}:{key} is '{value}'. It must be an address with https://.");
    }

    private static StartRefusedException Missing(IConfigurationSection section, string key) =>
        new($"{section.Path}:{key} is missing. docs/sign-in.md says what it holds.");
}
