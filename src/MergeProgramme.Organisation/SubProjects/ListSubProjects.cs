using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListSubProjectsResponse> ListSubProjects(ListSubProjectsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var subProjects = await session.QueryAsync<SubProject>(
                    """
                    SELECT * FROM sub_projects
                    WHERE programme = @Parent AND (sort_key, name) > (@AfterSortKey, @AfterName)
                    ORDER BY sort_key, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterSortKey = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListSubProjectsResponse();
                response.NextPageToken = page.Fill(
                    subProjects,
                    response.SubProjects,
                    s => [SubProjectCode.Read(s.Code)!.SortKey, s.Name]
                );
                await SubProjectTable.FillAsync(session, request.Parent, response.SubProjects, time.Today());
                return response;
            },
            context.CancellationToken
        );
}
