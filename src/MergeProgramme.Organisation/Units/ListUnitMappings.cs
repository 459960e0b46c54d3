using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListUnitMappingsResponse> ListUnitMappings(ListUnitMappingsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var mappings = await session.QueryAsync<UnitMapping>(
                    $"""
                    {UnitMappingTable.Select}
                    WHERE x.programme = @Parent AND x.name > @AfterName
                        AND (@Unit = '' OR x.from_unit = @Unit OR x.to_unit = @Unit)
                    ORDER BY x.name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterName = page.Key(0),
                        request.Unit,
                        page.Limit,
                    }
                );
                var response = new ListUnitMappingsResponse();
                response.NextPageToken = page.Fill(mappings, response.UnitMappings, m => [m.Name]);
                return response;
            },
            context.CancellationToken
        );
}
