using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListMunicipalitiesResponse> ListMunicipalities(
        ListMunicipalitiesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var municipalities = await session.QueryAsync<Municipality>(
                    """
                    SELECT * FROM municipalities
                    WHERE programme = @Parent AND (display_name, name) > (@AfterDisplayName, @AfterName)
                    ORDER BY display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterDisplayName = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListMunicipalitiesResponse();
                response.NextPageToken = page.Fill(municipalities, response.Municipalities, m => [m.DisplayName, m.Name]);
                return response;
            },
            context.CancellationToken
        );
}
