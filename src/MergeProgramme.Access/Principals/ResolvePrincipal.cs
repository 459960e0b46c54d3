using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override async Task<Principal> ResolvePrincipal(ResolvePrincipalRequest request, ServerCallContext context)
    {
        // A neighbouring system calls a thousand times a day; the first call of the day is written down.
        if (request.Kind == PrincipalKind.System)
        {
            var known = await database.ReadAsync(session => FindAsync(session, request), context.CancellationToken);
            if (known is { State: PrincipalState.Active } && IsToday(known))
                return known;
        }
        var resolved = await database.WriteAsync(
            session => ResolveAsync(session, request),
            requestId: "",
            context.CancellationToken
        );
        return resolved.State == PrincipalState.Active ? resolved : throw Problem.Denied("access");
    }

    private bool IsToday(Principal principal) => NorwegianTime.DateIn(principal.LastSeenTime.ToDateTimeOffset()) == time.Today();

    private static Task<Principal?> FindAsync(Session session, ResolvePrincipalRequest request) =>
        session.FindAsync<Principal>(
            "SELECT * FROM principals WHERE issuer = @Issuer AND subject = @Subject",
            new { request.Issuer, request.Subject }
        );

    private static async Task<Principal> ResolveAsync(WriteSession session, ResolvePrincipalRequest request)
    {
        var principal = await FindAsync(session, request);
        var isNew = principal is null;
        principal ??= new Principal
        {
            Name = $"principals/{Guid.CreateVersion7(session.Now):N}",
            Kind = request.Kind,
            Issuer = request.Issuer,
            Subject = request.Subject,
            State = PrincipalState.Active,
            CreateTime = Instants.ToTimestamp(session.Now),
            Etag = Etags.New(),
        };
        var before = principal.Clone();
        if (request.DisplayName.Length > 0)
            principal.DisplayName = request.DisplayName;
        if (principal.DisplayName.Length == 0)
            principal.DisplayName = request.Subject.Length > 100 ? request.Subject[..100] : request.Subject;
        if (request.Email.Length > 0)
            principal.Email = request.Email;
        var changed = isNew || !principal.Equals(before);
        principal.LastSeenTime = Instants.ToTimestamp(session.Now);
        await PrincipalTable.WriteAsync(session, principal);
        if (changed)
            session.Append(isNew ? "access.principal.created" : "access.principal.updated", principal.Name, principal);
        if (request.HasProviderRoles)
            await FollowProviderAsync(session, principal.Name, [.. request.ProviderRoles.Distinct()]);
        return principal;
    }

    /// <summary>Roles that the provider no longer says are taken back; those that it says now are given.</summary>
    private static async Task FollowProviderAsync(WriteSession session, string principal, HashSet<Role> said)
    {
        var held = await session.QueryAsync<RoleAssignment>(
            $"SELECT {AssignmentTable.Columns} FROM role_assignments WHERE principal = @principal AND from_provider",
            new { principal }
        );
        foreach (var gone in held.Where(a => !said.Contains(a.Role)))
            await AssignmentTable.DeleteAsync(session, gone);
        foreach (var role in said.Except(held.Select(a => a.Role)))
        {
            var given = new RoleAssignment
            {
                Name = $"{CallerGrants.Everywhere}/roleAssignments/{Guid.CreateVersion7(session.Now):N}",
                Principal = principal,
                Role = role,
                Scope = CallerGrants.Everywhere,
            };
            await AssignmentTable.InsertAsync(session, given, "access.roleAssignment.created", fromProvider: true);
        }
    }
}
