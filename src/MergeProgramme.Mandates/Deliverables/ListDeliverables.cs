using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListDeliverablesResponse> ListDeliverables(
        ListDeliverablesRequest request,
        ServerCallContext context
    )
    {
        var (programme, subProject) = await RequireOneOrAllAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<Deliverable>(
                    """
                    SELECT * FROM deliverables
                    WHERE programme = @programme AND (@subProject = '' OR sub_project = @subProject)
                        AND (@State = 0 OR state = @State)
                        AND (@LateOnly = 0 OR (due_date < @today AND state NOT IN (@HandedIn, @Accepted)))
                        AND (sub_project, due_date, name) > (@AfterSubProject, @AfterDate, @AfterName)
                    ORDER BY sub_project, due_date, name LIMIT @Limit
                    """,
                    new
                    {
                        programme,
                        subProject,
                        request.State,
                        LateOnly = request.LateOnly ? 1 : 0,
                        today = Iso(time.Today()),
                        DeliverableState.HandedIn,
                        DeliverableState.Accepted,
                        AfterSubProject = page.Key(0),
                        AfterDate = page.Key(1),
                        AfterName = page.Key(2),
                        page.Limit,
                    }
                );
                var response = new ListDeliverablesResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Deliverables,
                    d => [ResourceNames.Parent(d.Name), Iso(d.DueDate.ToDateOnly()!.Value), d.Name],
                    // Across sub-projects a caller sees those of its own.
                    d => Caller.Current.May("mandates.read", d.Name)
                );
                await DeliverableTable.FillAsync(session, response.Deliverables);
                return response;
            },
            context.CancellationToken
        );
    }
}
