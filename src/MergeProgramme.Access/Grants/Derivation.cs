using MergeProgramme.Access.Roles;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Access.Grants;

/// <summary>What organisation has told that roles follow from.</summary>
/// <param name="Appointments">Of the persons in question.</param>
/// <param name="Bodies">Sub-project by body; empty for a body of the whole programme.</param>
/// <param name="SubProjects">All of the programmes in question.</param>
internal sealed record KnownOrganisation(
    IReadOnlyList<Appointment> Appointments,
    IReadOnlyDictionary<string, string> Bodies,
    IReadOnlyList<SubProject> SubProjects
);

/// <summary>From appointments to roles, and from roles to grants. Pure.</summary>
internal static class Derivation
{
    /// <summary>The roles that follow from being appointed, and from leading a sub-project.</summary>
    /// <param name="persons">The registered persons that a principal is.</param>
    public static IEnumerable<RoleAssignment> RolesOf(IReadOnlySet<string> persons, KnownOrganisation known)
    {
        foreach (var appointment in known.Appointments.Where(a => persons.Contains(a.Person)))
        {
            yield return Of(appointment, Role.BodyMember);
            if (appointment.Role == AppointmentRole.Secretary)
                yield return Of(appointment, Role.DecisionSecretary);
            if (
                appointment.Representation
                is Representation.Union
                    or Representation.SafetyService
                    or Representation.ChiefSafetyRepresentative
            )
                yield return Of(appointment, Role.UnionRepresentative);
        }
        foreach (var led in known.SubProjects.Where(s => persons.Contains(s.Lead)))
        {
            yield return new RoleAssignment
            {
                Role = Role.SubProjectLead,
                Scope = led.Name,
                Source = led.Name,
            };
        }
    }

    /// <summary>What an assignment permits, and where: a body's papers are those of its sub-project and the sub-projects below.</summary>
    public static IEnumerable<Grant> GrantsOf(RoleAssignment assignment, KnownOrganisation known)
    {
        var role = RolePermissions.Of(assignment.Role);
        var permissions = assignment.BreakGlass ? RolePermissions.OfBreakGlass : [.. role.Permissions];
        foreach (var scope in ScopesOf(assignment.Scope, known))
            yield return Grant(assignment, scope, permissions);
        if (role.ProgrammePermissions.Count > 0 && !assignment.BreakGlass)
            yield return Grant(assignment, ResourceNames.Programme(assignment.Scope), role.ProgrammePermissions);
    }

    private static RoleAssignment Of(Appointment appointment, Role role) =>
        new()
        {
            Role = role,
            Scope = appointment.Body,
            StartDate = appointment.StartDate,
            EndDate = appointment.EndDate,
            Source = appointment.Name,
        };

    private static IEnumerable<string> ScopesOf(string scope, KnownOrganisation known)
    {
        if (scope.Contains("/bodies/", StringComparison.Ordinal))
        {
            // The body itself, and what it steers.
            yield return scope;
            scope = known.Bodies.GetValueOrDefault(scope) is { Length: > 0 } subProject
                ? subProject
                : ResourceNames.Programme(scope);
        }
        var open = new Queue<string>([scope]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var next))
        {
            // A ring of parents must not keep us here.
            if (!seen.Add(next))
                continue;
            yield return next;
            foreach (var below in known.SubProjects.Where(s => s.ParentSubProject == next))
                open.Enqueue(below.Name);
        }
    }

    private static Grant Grant(RoleAssignment assignment, string scope, IEnumerable<string> permissions)
    {
        var grant = new Grant
        {
            Scope = scope,
            Role = assignment.Role,
            StartDate = assignment.StartDate,
            EndDate = assignment.EndDate,
            ExpireTime = assignment.ExpireTime,
            Confidential = assignment.BreakGlass || !RolePermissions.IsOfInstallation(assignment.Role),
        };
        grant.Permissions.Add(permissions);
        return grant;
    }
}
