using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListPersonLinksResponse> ListPersonLinks(ListPersonLinksRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var links = await session.QueryAsync<PersonLink>(
                    """
                    SELECT person, principal, display_name AS principal_display_name, email AS principal_email FROM person_links
                    JOIN principals ON principals.name = principal
                    WHERE person >= @From AND person < @To AND (person, principal) > (@AfterPerson, @AfterPrincipal)
                    ORDER BY person, principal LIMIT @Limit
                    """,
                    new
                    {
                        From = $"{request.Parent}/persons/",
                        To = $"{request.Parent}/persons0",
                        AfterPerson = page.Key(0),
                        AfterPrincipal = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListPersonLinksResponse();
                response.NextPageToken = page.Fill(links, response.PersonLinks, l => [l.Person, l.Principal]);
                return response;
            },
            context.CancellationToken
        );
}
