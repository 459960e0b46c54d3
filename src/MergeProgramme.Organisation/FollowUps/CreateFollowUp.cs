using Grpc.Core;
using MergeProgramme.Organisation.FollowUps;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    /// <summary>FAILED_PRECONDITION before the meeting was held: nothing has come of it yet.</summary>
    public override Task<FollowUp> CreateFollowUp(CreateFollowUpRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (meeting, _) = await MeetingTable.GetForWriteAsync(session, request.Parent, "");
                if (meeting.State is not (MeetingState.Held or MeetingState.MinutesApproved))
                    throw Problem.Precondition(
                        meeting.Name,
                        "MEETING_NOT_HELD",
                        NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value)
                    );
                var followUp = request.FollowUp;
                await FollowUpTable.RequireValidAsync(session, meeting, followUp);
                var name = $"{meeting.Name}/followUps/{Guid.CreateVersion7(session.Now):N}";
                await session.ExecuteAsync(
                    """
                    INSERT INTO follow_ups (name, programme, meeting, item, text, owner, due_date, done_date, result, etag)
                    VALUES (@name, @programme, @Parent, @Item, @Text, @Owner, @DueDate, @DoneDate, @Result, @etag)
                    """,
                    new
                    {
                        name,
                        programme = ResourceNames.Programme(meeting.Name),
                        request.Parent,
                        followUp.Item,
                        followUp.Text,
                        followUp.Owner,
                        followUp.DueDate,
                        followUp.DoneDate,
                        followUp.Result,
                        etag = Etags.New(),
                    }
                );
                var created = await FollowUpTable.GetAsync(session, name);
                session.Append("organisation.followUp.created", name, created);
                return created;
            }
        );
}
