using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListChangeRequestsResponse> ListChangeRequests(
        ListChangeRequestsRequest request,
        ServerCallContext context
    )
    {
        var (programme, subProject) = await RequireOneOrAllAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<ChangeRequest>(
                    """
                    SELECT * FROM change_requests
                    WHERE programme = @programme AND (@subProject = '' OR sub_project = @subProject)
                        AND (sub_project, -number) > (@AfterSubProject, @AfterNumber)
                    ORDER BY sub_project, number DESC LIMIT @Limit
                    """,
                    new
                    {
                        programme,
                        subProject,
                        AfterSubProject = page.Key(0),
                        AfterNumber = int.TryParse(page.Key(1), CultureInfo.InvariantCulture, out var number) ? number : 0,
                        page.Limit,
                    }
                );
                var response = new ListChangeRequestsResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.ChangeRequests,
                    one => [ResourceNames.Parent(one.Name), (-one.Number).ToString(CultureInfo.InvariantCulture)],
                    // Across sub-projects a caller sees those of its own.
                    one => Caller.Current.May("mandates.read", one.Name)
                );
                await ChangeRequestTable.FillAsync(session, response.ChangeRequests);
                return response;
            },
            context.CancellationToken
        );
    }
}
