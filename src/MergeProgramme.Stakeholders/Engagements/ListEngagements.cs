using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const string EngagementsOfPage = """
        SELECT name FROM engagements e
        WHERE parent = @Parent AND (date, name) < (@BeforeDate, @BeforeName)
          AND (@Stakeholder = '' OR EXISTS (
              SELECT 1 FROM engagement_stakeholders s WHERE s.engagement = e.name AND s.stakeholder = @Stakeholder))
          AND (@SubProject = '' OR EXISTS (
              SELECT 1 FROM engagement_sub_projects p WHERE p.engagement = e.name AND p.sub_project = @SubProject))
        ORDER BY date DESC, name DESC LIMIT @Limit
        """;

    public override async Task<ListEngagementsResponse> ListEngagements(ListEngagementsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parameters = new
                {
                    request.Parent,
                    request.Stakeholder,
                    request.SubProject,
                    // No date begins with a letter: everything is before this.
                    BeforeDate = page.IsFirst ? "x" : page.Key(0),
                    BeforeName = page.Key(1),
                    page.Limit,
                };
                var engagements = await session.QueryAsync<Engagement>(
                    $"SELECT * FROM engagements WHERE name IN ({EngagementsOfPage}) ORDER BY date DESC, name DESC",
                    parameters
                );
                await EngagementTable.FillAsync(session, engagements, EngagementsOfPage, parameters);
                var response = new ListEngagementsResponse();
                response.NextPageToken = page.Fill(
                    engagements,
                    response.Engagements,
                    e => [e.Date.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), e.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
