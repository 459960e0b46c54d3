using Grpc.Core;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListPrincipalsResponse> ListPrincipals(ListPrincipalsRequest request, ServerCallContext context)
    {
        AssignmentRules.RequireParent(request.Parent);
        return database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var principals = await session.QueryAsync<Principal>(
                    """
                    SELECT name, display_name, email, kind, issuer, subject, state, create_time, last_seen_time, etag FROM principals p
                    WHERE (display_name, name) > (@AfterDisplayName, @AfterName)
                      AND (@Query = '' OR search LIKE @Like ESCAPE '\')
                      AND (@Parent = @Everywhere
                        OR (@Query <> '' AND LOWER(email) = @Query)
                        OR EXISTS (SELECT 1 FROM role_assignments a WHERE a.principal = p.name AND a.parent = @Parent)
                        OR EXISTS (SELECT 1 FROM person_links l WHERE l.principal = p.name AND l.person >= @From AND l.person < @To))
                    ORDER BY display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        AfterDisplayName = page.Key(0),
                        AfterName = page.Key(1),
                        Query = request.Query.Trim().ToLowerInvariant(),
                        Like = $"%{Escaped(request.Query.Trim().ToLowerInvariant())}%",
                        request.Parent,
                        CallerGrants.Everywhere,
                        From = $"{request.Parent}/persons/",
                        To = $"{request.Parent}/persons0",
                        page.Limit,
                    }
                );
                var response = new ListPrincipalsResponse();
                response.NextPageToken = page.Fill(principals, response.Principals, p => [p.DisplayName, p.Name]);
                return response;
            },
            context.CancellationToken
        );
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
