using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Access.RoleAssignments;

/// <summary>Which roles may be given where, and by whom. Pure.</summary>
internal static class AssignmentRules
{
    private static readonly string[] Scopes =
    [
        "programmes/{programme}/subProjects/{sub_project}",
        "programmes/{programme}/bodies/{body}",
    ];

    /// <exception cref="Problem">INVALID_ARGUMENT: neither a programme nor <c>programmes/-</c>.</exception>
    public static void RequireParent(string parent)
    {
        if (!ResourceNames.Matches("programmes/{programme}", parent, wildcard: true))
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}", parent);
    }

    /// <summary>What is wrong with giving a role.</summary>
    /// <param name="parent">A programme or <c>programmes/-</c>.</param>
    /// <param name="given">With its scope filled in.</param>
    /// <param name="giver">Who gives it.</param>
    public static IEnumerable<Violation> Check(string parent, RoleAssignment given, string giver)
    {
        if (given.Scope != parent && !(parent != CallerGrants.Everywhere && IsBelow(parent, given.Scope)))
            yield return new("role_assignment.scope", "SCOPE_OUTSIDE_PARENT", parent);
        // Accounts and operation are the installation's.
        if (given.Role == Role.Administrator && parent != CallerGrants.Everywhere)
            yield return new("role_assignment.role", "ROLE_OF_INSTALLATION");
        if (given.Principal == giver)
            yield return new("role_assignment.principal", "GIVES_SELF");
        if (given.StartDate.ToDateOnly() is { } start && given.EndDate.ToDateOnly() is { } end && end < start)
            yield return new("role_assignment.end_date", "ENDS_BEFORE_START");
    }

    private static bool IsBelow(string parent, string scope) =>
        scope.StartsWith(parent + "/", StringComparison.Ordinal)
        && Array.Exists(Scopes, pattern => ResourceNames.Matches(pattern, scope));
}
