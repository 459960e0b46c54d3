using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteEngagement(DeleteEngagementRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("engagements", request.Name);
                var current = await EngagementTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (
                    await session.FindAsync<string>("SELECT name FROM inputs WHERE engagement = @Name LIMIT 1", current)
                    is not null
                )
                    throw Problem.Precondition(current.Name, "ENGAGEMENT_HAS_INPUTS", current.Title);
                await StakeholderLists.OfEngagements.DeleteAsync(session, current.Name);
                await session.ExecuteAsync("DELETE FROM engagement_sub_projects WHERE engagement = @Name", current);
                await session.ExecuteAsync("DELETE FROM engagements WHERE name = @Name", current);
                session.Append("stakeholders.engagement.deleted", current.Name, current);
                return new Empty();
            }
        );
}
