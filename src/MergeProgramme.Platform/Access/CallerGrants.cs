using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Access;

/// <summary>What a caller may do on a day: the rule of every access check. Pure.</summary>
public sealed class CallerGrants
{
    /// <summary>Scope and parent that stand for the whole installation (AIP-159).</summary>
    public const string Everywhere = "programmes/-";

    /// <summary>The permission of a neighbouring system, which its token's scopes narrow down. Managing access and operation is for people.</summary>
    public const string AllOfToken = "*";

    private readonly Held[] held;

    private CallerGrants(Held[] held) => this.held = held;

    /// <summary>Nothing at all.</summary>
    public static CallerGrants None { get; } = new([]);

    /// <summary>Whether an administrator has shut the caller out.</summary>
    public bool IsDisabled { get; private init; }

    /// <summary>Those of the grants that hold at a moment.</summary>
    /// <param name="now">Days are Norwegian ones.</param>
    public static CallerGrants At(Grants grants, DateTimeOffset now)
    {
        if (grants.State == PrincipalState.Disabled)
            return new([]) { IsDisabled = true };
        var today = NorwegianTime.DateIn(now);
        return new([
            .. grants
                .Grants_.Where(g =>
                    (g.StartDate is null || g.StartDate.ToDateOnly() <= today)
                    && (g.EndDate is null || g.EndDate.ToDateOnly() >= today)
                    && (g.ExpireTime is null || g.ExpireTime.ToDateTimeOffset() > now)
                )
                .Select(g => new Held(g.Scope, [.. g.Permissions], g.Confidential)),
        ]);
    }

    /// <summary>Whether a permission is held on a resource.</summary>
    /// <param name="resource">A resource name; empty or <c>programmes/-</c> for the whole installation. <c>-</c> further in: whether it is held anywhere in there.</param>
    /// <param name="scopes">What a token is limited to; null where there is none.</param>
    /// <param name="confidential">Whether the record is closed to the roles of the installation.</param>
    public bool May(string permission, string resource, IReadOnlyList<string>? scopes = null, bool confidential = false)
    {
        if (scopes is not null && !scopes.Contains(permission))
            return false;
        var wildcard = resource.EndsWith("/-", StringComparison.Ordinal) && resource != Everywhere;
        foreach (var grant in held)
        {
            if (
                (!confidential || grant.Confidential)
                && (
                    Covers(grant.Scope, resource)
                    || (wildcard && grant.Scope.StartsWith(resource.AsSpan(0, resource.Length - 1), StringComparison.Ordinal))
                )
                && (
                    grant.Permissions.Contains(permission)
                    || (scopes is not null && IsForSystems(permission) && grant.Permissions.Contains(AllOfToken))
                )
            )
                return true;
        }
        return false;
    }

    /// <summary>Whether the caller has any role in a programme; otherwise it must not learn that there is such a programme.</summary>
    /// <param name="programme">Resource name of the programme.</param>
    public bool Knows(string programme)
    {
        foreach (var grant in held)
        {
            if (Covers(grant.Scope, programme) || Covers(programme, grant.Scope))
                return true;
        }
        return false;
    }

    private static bool IsForSystems(string permission) =>
        permission == "access.read"
        || !(
            permission.StartsWith("access.", StringComparison.Ordinal)
            || permission.StartsWith("operations.", StringComparison.Ordinal)
        );

    private static bool Covers(string scope, string resource) =>
        scope == Everywhere
        || scope == resource
        || (
            resource.Length > scope.Length
            && resource[scope.Length] == '/'
            && resource.StartsWith(scope, StringComparison.Ordinal)
        );

    private sealed record Held(string Scope, HashSet<string> Permissions, bool Confidential);
}
