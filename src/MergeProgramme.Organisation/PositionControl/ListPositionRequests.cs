using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListPositionRequestsResponse> ListPositionRequests(
        ListPositionRequestsRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var tree = await PositionRequestTable.TreeAsync(session, request.Parent);
                var requests = await session.QueryAsync<PositionRequest>(
                    $"""
                    {PositionRequestTable.Select}
                    WHERE r.programme = @Parent AND (r.request_date, r.name) < (@BeforeDate, @BeforeName)
                        AND (@State = 0 OR r.state = @State)
                        AND (@Unit = '' OR r.unit IN (
                            WITH RECURSIVE within (name) AS (
                                SELECT name FROM units WHERE name = @Unit
                                UNION SELECT below.name FROM units below JOIN within ON below.parent_unit = within.name
                            )
                            SELECT name FROM within
                        ))
                    ORDER BY r.request_date DESC, r.name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        // No date begins with a letter: everything is before this.
                        BeforeDate = page.IsFirst ? "x" : page.Key(0),
                        BeforeName = page.Key(1),
                        request.State,
                        request.Unit,
                        page.Limit,
                    }
                );
                var response = new ListPositionRequestsResponse();
                response.NextPageToken = page.Fill(
                    requests,
                    response.PositionRequests,
                    r => PositionRequestTable.WithDepartment(r, tree),
                    r => [r.RequestDate.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
