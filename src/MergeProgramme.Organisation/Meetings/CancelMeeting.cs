using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> CancelMeeting(CancelMeetingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, _) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                List<Violation> broken = [.. MeetingRules.CheckOpen(current)];
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                var meeting = current.Clone();
                (meeting.State, meeting.CancelReason) = (MeetingState.Cancelled, request.Reason);
                meeting.CalendarSequence++;
                await MeetingTable.UpdateAsync(session, meeting, current.Etag);
                // What it was to treat waits for another meeting.
                await session.ExecuteAsync("UPDATE treatments SET meeting = NULL WHERE meeting = @Name", new { current.Name });
                return await MeetingTable.SayAsync(session, "organisation.meeting.cancelled", meeting.Name);
            }
        );
}
