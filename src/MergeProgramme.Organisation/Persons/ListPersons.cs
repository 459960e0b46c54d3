using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListPersonsResponse> ListPersons(ListPersonsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var persons = await session.QueryAsync<Person>(
                    """
                    SELECT * FROM persons
                    WHERE programme = @Parent AND (display_name, name) > (@AfterDisplayName, @AfterName)
                        AND search LIKE @Like ESCAPE '!'
                    ORDER BY display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterDisplayName = page.Key(0),
                        AfterName = page.Key(1),
                        Like = $"%{Escaped(request.Query.Trim().ToLowerInvariant())}%",
                        page.Limit,
                    }
                );
                var response = new ListPersonsResponse();
                response.NextPageToken = page.Fill(persons, response.Persons, p => [p.DisplayName, p.Name]);
                return response;
            },
            context.CancellationToken
        );

    private static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
}
