using MergeProgramme.Access.Grants;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Access.RoleAssignments;

/// <summary>The SQL that several readers and writers of role assignments share.</summary>
internal static class AssignmentTable
{
    public const string Columns =
        "name, principal, role, scope, start_date, end_date, reason, expire_time, break_glass, create_time, grantor, grantor_display_name";

    public static async Task<RoleAssignment> GetAsync(Session session, string name) =>
        await session.FindAsync<RoleAssignment>(
            $"""
            SELECT {Columns}, (SELECT display_name FROM principals WHERE principals.name = principal) AS principal_display_name
            FROM role_assignments WHERE name = @name
            """,
            new { name }
        ) ?? throw Problem.NotFound(name);

    /// <summary>Writes a given role, with its event. The caller is who gave it.</summary>
    public static async Task InsertAsync(WriteSession session, RoleAssignment given, string eventType, bool fromProvider = false)
    {
        given.CreateTime = Instants.ToTimestamp(session.Now);
        (given.Grantor, given.GrantorDisplayName) = (Caller.Current.Id, Caller.Current.DisplayName);
        await session.ExecuteAsync(
            """
            INSERT INTO role_assignments (name, parent, principal, role, scope, start_date, end_date, reason, expire_time, break_glass,
                from_provider, create_time, grantor, grantor_display_name)
            VALUES (@Name, @Parent, @Principal, @Role, @Scope, @StartDate, @EndDate, @Reason, @ExpireTime, @BreakGlass,
                @fromProvider, @CreateTime, @Grantor, @GrantorDisplayName)
            """,
            new
            {
                given.Name,
                Parent = ResourceNames.Programme(given.Name),
                given.Principal,
                given.Role,
                given.Scope,
                given.StartDate,
                given.EndDate,
                given.Reason,
                given.ExpireTime,
                given.BreakGlass,
                fromProvider,
                given.CreateTime,
                given.Grantor,
                given.GrantorDisplayName,
            }
        );
        session.Append(eventType, given.Name, given);
    }

    /// <summary>Takes a given role back, with its event.</summary>
    public static async Task DeleteAsync(WriteSession session, RoleAssignment given)
    {
        await session.ExecuteAsync("DELETE FROM role_assignments WHERE name = @Name", new { given.Name });
        session.Append("access.roleAssignment.deleted", given.Name, given);
    }

    /// <summary>What a principal holds, given and following, past and future days included; and what it follows from.</summary>
    public static async Task<(List<RoleAssignment> Assignments, KnownOrganisation Known)> OfPrincipalAsync(
        Session session,
        string principal
    )
    {
        var given = await session.QueryAsync<RoleAssignment>(
            $"SELECT {Columns} FROM role_assignments WHERE principal = @principal ORDER BY scope, name",
            new { principal }
        );
        var persons = (
            await session.QueryAsync<string>("SELECT person FROM person_links WHERE principal = @principal", new { principal })
        ).ToHashSet(StringComparer.Ordinal);
        var known = await KnownOrganisationTable.ReadAsync(session, persons, given.Select(a => a.Scope));
        return ([.. given, .. Derivation.RolesOf(persons, known)], known);
    }
}
