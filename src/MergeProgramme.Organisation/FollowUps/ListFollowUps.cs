using Grpc.Core;
using MergeProgramme.Organisation.FollowUps;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListFollowUpsResponse> ListFollowUps(ListFollowUpsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var (body, meeting) = (ResourceNames.Parent(request.Parent), ResourceNames.Id(request.Parent));
                var programme = ResourceNames.Programme(request.Parent);
                await ProgrammeTable.RequireAsync(session, programme);
                var page = Page.Of(request);
                var followUps = await session.QueryAsync<FollowUp>(
                    $"""
                    {FollowUpTable.Select}
                    WHERE f.programme = @programme AND (@body = '' OR m.body = @body) AND (@meeting = '' OR f.meeting = @meeting)
                        AND (@Open = 0 OR f.done_date IS NULL) AND (@Before = '' OR f.due_date < @Before)
                        AND (f.due_date, f.name) > (@AfterDate, @AfterName)
                    ORDER BY f.due_date, f.name LIMIT @Limit
                    """,
                    new
                    {
                        programme,
                        body = ResourceNames.Id(body) == "-" ? "" : body,
                        meeting = meeting == "-" ? "" : request.Parent,
                        Open = request.OpenOnly ? 1 : 0,
                        Before = Iso(request.DueBeforeDate),
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListFollowUpsResponse();
                response.NextPageToken = page.Fill(followUps, response.FollowUps, f => [Iso(f.DueDate), f.Name]);
                return response;
            },
            context.CancellationToken
        );
}
