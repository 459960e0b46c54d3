using Grpc.Core;
using MergeProgramme.Access.Grants;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListRoleAssignmentsResponse> ListRoleAssignments(
        ListRoleAssignmentsRequest request,
        ServerCallContext context
    )
    {
        AssignmentRules.RequireParent(request.Parent);
        return database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var all = await session.QueryAsync<RoleAssignment>(
                    $"""
                    SELECT {AssignmentTable.Columns},
                        (SELECT display_name FROM principals WHERE principals.name = principal) AS principal_display_name
                    FROM role_assignments WHERE parent = @Parent
                    """,
                    new { request.Parent }
                );
                if (request.Parent != CallerGrants.Everywhere)
                    all.AddRange(await FollowingAsync(session, request.Parent));
                // An office has hundreds, not millions: those that follow from appointments are computed, so the page is cut here.
                var rows = all.Select(a => (Key: KeyOf(a), Assignment: a))
                    .Where(r => page.IsFirst || string.CompareOrdinal(r.Key, page.Key(0)) > 0)
                    .OrderBy(r => r.Key, StringComparer.Ordinal)
                    .Take(page.Limit)
                    .ToList();
                var response = new ListRoleAssignmentsResponse();
                response.NextPageToken = page.Fill(rows, response.RoleAssignments, r => r.Assignment, r => [r.Key]);
                return response;
            },
            context.CancellationToken
        );
    }

    private static string KeyOf(RoleAssignment a) =>
        $"{a.PrincipalDisplayName}\n{a.Principal}\n{(int)a.Role:D3}\n{a.Scope}\n{a.Name}\n{a.Source}";

    private static async Task<List<RoleAssignment>> FollowingAsync(Session session, string programme)
    {
        var links = await session.QueryAsync<PersonLink>(
            """
            SELECT principal, person, display_name AS principal_display_name FROM person_links
            JOIN principals ON principals.name = principal WHERE person >= @From AND person < @To
            """,
            new { From = $"{programme}/persons/", To = $"{programme}/persons0" }
        );
        if (links.Count == 0)
            return [];
        var known = await KnownOrganisationTable.ReadAsync(session, links.Select(l => l.Person), []);
        var all = new List<RoleAssignment>();
        foreach (var link in links)
        {
            foreach (var assignment in Derivation.RolesOf(new HashSet<string>([link.Person]), known))
            {
                (assignment.Principal, assignment.PrincipalDisplayName) = (link.Principal, link.PrincipalDisplayName);
                all.Add(assignment);
            }
        }
        return all;
    }
}
