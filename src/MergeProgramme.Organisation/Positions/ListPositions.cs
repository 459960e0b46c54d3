using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListPositionsResponse> ListPositions(ListPositionsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var positions = await session.QueryAsync<Position>(
                    $"""
                    {PositionTable.Select}
                    WHERE p.programme = @Parent AND (p.title, p.name) > (@AfterTitle, @AfterName)
                        AND (@Municipality = '' OR u.municipality = @Municipality)
                        AND (@Unit = '' OR p.unit = @Unit OR p.new_unit = @Unit)
                        AND (NOT @Vacant OR p.vacant) AND (NOT @NotPlaced OR p.placement = 0)
                        AND p.search LIKE @Like ESCAPE '!'
                    ORDER BY p.title, p.name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterTitle = page.Key(0),
                        AfterName = page.Key(1),
                        request.Municipality,
                        request.Unit,
                        request.Vacant,
                        request.NotPlaced,
                        Like = $"%{Escaped(request.Query.Trim().ToLowerInvariant())}%",
                        page.Limit,
                    }
                );
                var response = new ListPositionsResponse();
                response.NextPageToken = page.Fill(positions, response.Positions, p => [p.Title, p.Name]);
                return response;
            },
            context.CancellationToken
        );
}
