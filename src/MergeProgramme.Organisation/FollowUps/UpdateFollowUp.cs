using Grpc.Core;
using MergeProgramme.Organisation.FollowUps;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    /// <summary>Follow-ups go on after the minutes are approved.</summary>
    public override Task<FollowUp> UpdateFollowUp(UpdateFollowUpRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await FollowUpTable.GetAsync(session, request.FollowUp.Name);
                Etags.Require(request.FollowUp.Etag, current.Etag, current.Name);
                var meeting = await MeetingTable.GetAsync(session, ResourceNames.Parent(current.Name));
                var followUp = FieldMasks.Apply(request.UpdateMask, request.FollowUp, current);
                await FollowUpTable.RequireValidAsync(session, meeting, followUp);
                followUp.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE follow_ups SET item = @Item, text = @Text, owner = @Owner, due_date = @DueDate, done_date = @DoneDate,
                        result = @Result, etag = @Etag
                    WHERE name = @Name
                    """,
                    followUp,
                    current.Etag
                );
                var updated = await FollowUpTable.GetAsync(session, followUp.Name);
                session.Append("organisation.followUp.updated", updated.Name, updated);
                return updated;
            }
        );
}
