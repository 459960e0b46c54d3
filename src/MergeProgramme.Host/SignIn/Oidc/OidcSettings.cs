using System.Security.Claims;
using System.Security.Cryptography;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Hardening;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Oidc;

/// <summary>The OpenID Connect provider that people sign in at: <c>SignIn:Oidc:…</c>.</summary>
internal sealed record OidcSettings
{
    private const string Section = "SignIn:Oidc";

    /// <summary>The provider: what its tokens have as <c>iss</c>.</summary>
    public required Uri Authority { get; init; }

    /// <summary>Where the provider tells of its addresses and keys.</summary>
    public required Uri Metadata { get; init; }

    /// <summary>What this installation is called at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>By which the provider knows this installation; null where it signs with a key of its own.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The key of this installation (private_key_jwt); null where it has a secret.</summary>
    public SigningCredentials? ClientKey { get; init; }

    /// <summary>What people know the provider as.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What the provider is asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string NameClaim { get; init; } = "name";

    public string EmailClaim { get; init; } = "email";

    /// <summary>Whether the provider tells name, e-mail and groups at its userinfo endpoint only.</summary>
    public bool UserInfo { get; init; }

    /// <summary>How surely the provider must know who somebody is: one of these. Empty: as it pleases.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>How long ago somebody may have signed in at the provider; null for as long as the provider pleases.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Header <c>typ</c> of the provider's logout tokens; older providers write JWT.</summary>
    public string LogoutTokenType { get; init; } = "logout+jwt";

    /// <summary>Which roles in the whole installation follow from what the provider says.</summary>
    public IReadOnlyList<RoleRule> Roles { get; init; } = [];

    /// <summary>A role that follows from a claim.</summary>
    internal sealed record RoleRule(string Claim, string Value, Role Role);

    /// <summary>The roles that somebody has by what the provider says.</summary>
    public IEnumerable<Role> RolesOf(ClaimsPrincipal person) =>
        Roles.Where(rule => person.HasClaim(rule.Claim, rule.Value)).Select(rule => rule.Role).Distinct();

    /// <summary>The settings; null where there is no provider.</summary>
    /// <exception cref="StartRefusedException">A setting is missing or wrong.</exception>
    public static OidcSettings? Read(IConfigurationRoot configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists())
            return null;
        var authority = Address(section, "Authority") ?? throw Missing("Authority");
        var settings = new OidcSettings
        {
            Authority = authority,
            Metadata =
                Address(section, "Metadata") ?? new($"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration"),
            ClientId = Text(section, "ClientId") ?? throw Missing("ClientId"),
            ClientSecret = Secret(configuration),
            ClientKey = Key(section),
            DisplayName = Text(section, "DisplayName") ?? authority.Host,
            Scopes = Words(section, "Scopes", "openid profile email"),
            NameClaim = Text(section, "NameClaim") ?? "name",
            EmailClaim = Text(section, "EmailClaim") ?? "email",
            UserInfo = section.GetValue<bool>("UserInfo"),
            AcrValues = Words(section, "AcrValues", ""),
            MaxAge = MaxAgeOf(section),
            LogoutTokenType = Text(section, "LogoutTokenType") ?? "logout+jwt",
            Roles = [.. section.GetSection("Roles").GetChildren().Select(Rule)],
        };
        return (settings.ClientSecret is null) != (settings.ClientKey is null)
            ? settings
            : throw new StartRefusedException(
                $"{Section} needs either a secret ({Section}:ClientSecretFile, or ClientSecret from the environment) or a key ({Section}:ClientKeyFile)."
            );
    }

    // A secret on the command line can be read by everybody on the machine, and one in appsettings.json by everybody who reads the tree.
    private static string? Secret(IConfigurationRoot configuration)
    {
        const string Key = $"{Section}:ClientSecret";
        if (Text(configuration.GetSection(Section), "ClientSecretFile") is { } file)
            return File(file, "ClientSecretFile").Trim();
        if (configuration.Providers.LastOrDefault(p => p.TryGet(Key, out _)) is not { } provider)
            return null;
        return Secrets.MayStandIn(provider)
            ? configuration[Key]
            : throw new StartRefusedException(
                $"{Key} stands where others can read it. Set it in the environment (SignIn__Oidc__ClientSecret), or write it into a file and name that: {Section}:ClientSecretFile."
            );
    }

    private static SigningCredentials? Key(IConfigurationSection section)
    {
        if (Text(section, "ClientKeyFile") is not { } file)
            return null;
        var id = Text(section, "ClientKeyId") ?? throw Missing("ClientKeyId");
        var pem = File(file, "ClientKeyFile");
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new(new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartRefusedException(
                $"{Section}:ClientKeyFile is '{file}', which holds no RSA key in PEM form without a password.",
                e
            );
        }
    }

    private static string File(string path, string key)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Section}:{key} is '{path}', which cannot be read: {e.Message}", e);
        }
    }

    private static RoleRule Rule(IConfigurationSection section)
    {
        var said = section["Role"] ?? "";
        var role = AccessReflection
            .Descriptor.EnumTypes.Single(type => type.Name == nameof(Role))
            .FindValueByName($"ROLE_{said.ToUpperInvariant()}");
        if (role is null || (Role)role.Number is Role.Unspecified or Role.NeighbouringSystem)
        {
            throw new StartRefusedException(
                $"{section.Path}:Role is '{said}'. Write a role as the contract has it, such as AUDITOR or PROGRAMME_OFFICE."
            );
        }
        return section["Value"] is { Length: > 0 } value
            ? new(section["Claim"] is { Length: > 0 } claim ? claim : "groups", value, (Role)role.Number)
            : throw new StartRefusedException($"{section.Path}:Value is missing: which group or claim gives the role {said}.");
    }

    private static TimeSpan? MaxAgeOf(IConfigurationSection section) =>
        Text(section, "MaxAgeMinutes") is not { } value ? null
        : uint.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var minutes) ? TimeSpan.FromMinutes(minutes)
        : throw new StartRefusedException($"{Section}:MaxAgeMinutes is '{value}'. Write a whole number.");

    private static string[] Words(IConfigurationSection section, string key, string otherwise) =>
        (Text(section, key) ?? otherwise).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } value ? value : null;

    private static Uri? Address(IConfigurationSection section, string key) => ProviderAddress.Read(section, key);

    private static StartRefusedException Missing(string key) =>
        new($"{Section}:{key} is missing. docs/sign-in.md says what it holds.");
}
