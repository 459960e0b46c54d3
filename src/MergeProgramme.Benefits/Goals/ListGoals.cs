using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListGoalsResponse> ListGoals(ListGoalsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                // The last goal of the page before gives its place by its name: goals are never deleted.
                var goals = await session.QueryAsync<Goal>(
                    """
                    SELECT * FROM goals
                    WHERE parent = @Parent AND (@SourceMandate = '' OR source_mandate = @SourceMandate)
                      AND (@After = '' OR (kind, position, name) > (SELECT g.kind, g.position, g.name FROM goals g WHERE g.name = @After))
                    ORDER BY kind, position, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.SourceMandate,
                        After = page.Key(0),
                        page.Limit,
                    }
                );
                var response = new ListGoalsResponse();
                response.NextPageToken = page.Fill(goals, response.Goals, g => [g.Name]);
                return response;
            },
            context.CancellationToken
        );
    }
}
