using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<EngagementStatistics> GetEngagementStatistics(
        GetEngagementStatisticsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            session =>
                CountAsync(
                    session,
                    request,
                    request.AnswerDays == 0 ? EngagementCounts.AnswerDays : request.AnswerDays,
                    request.SilentDays == 0 ? EngagementCounts.SilentDays : request.SilentDays,
                    time.Today()
                ),
            context.CancellationToken
        );
    }

    private static async Task<EngagementStatistics> CountAsync(
        Session session,
        GetEngagementStatisticsRequest request,
        int answerDays,
        int silentDays,
        DateOnly today
    )
    {
        var stakeholders = await session.QueryAsync<Stakeholder>(
            """
            SELECT s.* FROM stakeholders s
            WHERE s.parent = @Parent AND (@SubProject = '' OR EXISTS (
                SELECT 1 FROM stakeholder_sub_projects c WHERE c.stakeholder = s.name AND c.sub_project = @SubProject))
            """,
            request
        );
        var engagements = await session.QueryAsync<(string Stakeholder, string Date)>(
            """
            SELECT s.stakeholder, e.date FROM engagements e JOIN engagement_stakeholders s ON s.engagement = e.name
            WHERE e.parent = @Parent AND (@SubProject = '' OR EXISTS (
                SELECT 1 FROM engagement_sub_projects p WHERE p.engagement = e.name AND p.sub_project = @SubProject))
            """,
            request
        );
        var inputs = await session.QueryAsync<Input>(
            """
            SELECT name, stakeholder, receive_date, state, answer_date FROM inputs
            WHERE parent = @Parent AND (@SubProject = '' OR sub_project = @SubProject)
            """,
            request
        );
        return EngagementCounts.Of(
            stakeholders,
            [.. engagements.Select(e => (e.Stakeholder, DateOnly.Parse(e.Date, CultureInfo.InvariantCulture)))],
            inputs,
            answerDays,
            silentDays,
            today
        );
    }
}
