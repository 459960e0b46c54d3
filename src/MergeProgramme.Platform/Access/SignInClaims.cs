using System.Security.Claims;

namespace MergeProgramme.Platform.Access;

/// <summary>What a signed-in person's identity says. Whatever signs somebody in makes an identity of it, and signs in to <see cref="Scheme"/>.</summary>
public static class SignInClaims
{
    /// <summary>The authentication scheme of people's sessions.</summary>
    public const string Scheme = "session";

    /// <summary>Claim: resource name of the principal. Forms are bound to it, so that one that was left open is good again after a new sign-in.</summary>
    public const string Principal = ClaimTypes.NameIdentifier;

    /// <summary>Claim: what people see.</summary>
    public const string Name = "name";

    /// <summary>Claim: who vouches for the person; <c>local</c> for accounts of this installation.</summary>
    public const string Issuer = "iss";

    /// <summary>Claim: the issuer's id of its own session, by which it can end ours. Absent where it has none.</summary>
    public const string ProviderSession = "sid";

    /// <summary>Claim: resource name of the session. Only on identities that came from a session.</summary>
    public const string Session = "session";

    /// <summary>Claim: when the session was opened, in seconds since 1970-01-01T00:00:00Z. Only on identities that came from a session.</summary>
    public const string SignInTime = "auth_time";

    /// <summary>The identity to sign in with.</summary>
    /// <param name="principal">Resource name of the principal, from rpc <c>ResolvePrincipal</c>.</param>
    /// <param name="displayName">What people see.</param>
    /// <param name="issuer">Who vouches for the person.</param>
    /// <param name="providerSession">The issuer's id of its own session; empty where it has none.</param>
    public static ClaimsPrincipal Identity(string principal, string displayName, string issuer, string providerSession = "")
    {
        var identity = new ClaimsIdentity(Scheme, Name, roleType: null);
        identity.AddClaim(new(Principal, principal));
        identity.AddClaim(new(Name, displayName));
        identity.AddClaim(new(Issuer, issuer));
        if (providerSession.Length > 0)
            identity.AddClaim(new(ProviderSession, providerSession));
        return new(identity);
    }
}
