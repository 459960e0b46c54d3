using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Engagement> CreateEngagement(CreateEngagementRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireAsync(
            organisation,
            "engagement.sub_projects",
            request.Parent,
            request.Engagement.SubProjects,
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var engagement = FieldMasks.Apply(null, request.Engagement, new Engagement());
                if (EngagementRules.Check(engagement, NorwegianTime.DateIn(session.Now)).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await StakeholderLists.RequireAsync(session, "engagement.stakeholders", request.Parent, engagement.Stakeholders);
                engagement.Name = await NewNames.ChooseAsync(
                    session,
                    "engagements",
                    $"{request.Parent}/engagements",
                    request.EngagementId,
                    "engagement_id",
                    // "Meeting with …" often names a person.
                    displayName: ""
                );
                engagement.CreateTime = Instants.ToTimestamp(session.Now);
                engagement.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO engagements (name, parent, title, kind, date, place, summary, create_time, etag)
                    VALUES (@Name, @Parent, @Title, @Kind, @Date, @Place, @Summary, @CreateTime, @Etag)
                    """,
                    new
                    {
                        engagement.Name,
                        request.Parent,
                        engagement.Title,
                        engagement.Kind,
                        engagement.Date,
                        engagement.Place,
                        engagement.Summary,
                        engagement.CreateTime,
                        engagement.Etag,
                    }
                );
                await EngagementTable.WriteListsAsync(session, engagement);
                session.Append("stakeholders.engagement.created", engagement.Name, engagement);
                return engagement;
            }
        );
    }
}
