using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListStakeholderAssessmentsResponse> ListStakeholderAssessments(
        ListStakeholderAssessmentsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var assessments = await session.QueryAsync<StakeholderAssessment>(
                    """
                    SELECT a.* FROM stakeholder_assessments a JOIN stakeholders s ON s.name = a.stakeholder
                    WHERE s.parent = @Parent AND (@Stakeholder = '' OR a.stakeholder = @Stakeholder)
                        AND (a.stakeholder > @After OR a.stakeholder = @After AND a.start_date < @BeforeDate)
                    ORDER BY a.stakeholder, a.start_date DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Stakeholder,
                        After = page.Key(0),
                        BeforeDate = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListStakeholderAssessmentsResponse();
                response.NextPageToken = page.Fill(
                    assessments,
                    response.StakeholderAssessments,
                    a => [a.Stakeholder, a.StartDate.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
