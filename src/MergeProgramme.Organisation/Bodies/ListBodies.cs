using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListBodiesResponse> ListBodies(ListBodiesRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var bodies = await session.QueryAsync<Body>(
                    """
                    SELECT * FROM bodies b
                    WHERE programme = @Parent AND (kind, display_name, name) > (@AfterKind, @AfterDisplayName, @AfterName)
                        AND (@SubProject = '' OR sub_project = @SubProject)
                        AND (@Decides = 0 OR EXISTS (SELECT 1 FROM body_decides d WHERE d.body = b.name AND d.decision_point = @Decides))
                    ORDER BY kind, display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterKind = page.Number(0, first: -1),
                        AfterDisplayName = page.Key(1),
                        AfterName = page.Key(2),
                        request.SubProject,
                        request.Decides,
                        page.Limit,
                    }
                );
                var response = new ListBodiesResponse();
                response.NextPageToken = page.Fill(
                    bodies,
                    response.Bodies,
                    b => [((int)b.Kind).ToString(CultureInfo.InvariantCulture), b.DisplayName, b.Name]
                );
                await BodyTable.FillAsync(session, request.Parent, response.Bodies);
                return response;
            },
            context.CancellationToken
        );
}
