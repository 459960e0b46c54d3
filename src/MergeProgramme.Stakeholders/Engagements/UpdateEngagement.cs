using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Engagement> UpdateEngagement(UpdateEngagementRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Engagement.Name);
        if (FieldMasks.Takes(request.UpdateMask, "sub_projects"))
        {
            await ConcernedSubProjects.RequireAsync(
                organisation,
                "engagement.sub_projects",
                programme,
                request.Engagement.SubProjects,
                context.CancellationToken
            );
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await EngagementTable.GetAsync(session, request.Engagement.Name);
                Etags.Require(request.Engagement.Etag, current.Etag, current.Name);
                var engagement = FieldMasks.Apply(request.UpdateMask, request.Engagement, current);
                if (EngagementRules.Check(engagement, NorwegianTime.DateIn(session.Now)).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await StakeholderLists.RequireAsync(session, "engagement.stakeholders", programme, engagement.Stakeholders);
                engagement.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE engagements SET title = @Title, kind = @Kind, date = @Date, place = @Place, summary = @Summary, etag = @Etag
                    WHERE name = @Name
                    """,
                    engagement,
                    current.Etag
                );
                await EngagementTable.WriteListsAsync(session, engagement);
                session.Append("stakeholders.engagement.updated", engagement.Name, engagement);
                return engagement;
            }
        );
    }
}
