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
    private static readonly string[] MovedFields = ["date", "start_time", "end_time"];

    public override Task<Meeting> UpdateMeeting(UpdateMeetingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, _) = await MeetingTable.GetForWriteAsync(session, request.Meeting.Name, request.Meeting.Etag);
                if (request.UpdateMask?.Paths.Intersect(MovedFields, StringComparer.Ordinal).FirstOrDefault() is { } moved)
                    throw Problem.Invalid("update_mask", "MOVED_BY_MOVE_MEETING", moved);
                List<Violation> locked = [.. MeetingRules.CheckUnlocked(current)];
                if (locked.Count > 0)
                    throw Problem.Precondition(locked);
                var meeting = FieldMasks.Apply(request.UpdateMask, request.Meeting, current);
                (meeting.Date, meeting.StartTime, meeting.EndTime) = (current.Date, current.StartTime, current.EndTime);
                List<Violation> violations = [.. MeetingRules.CheckPapers("meeting.", meeting.PapersDays, meeting.PapersDayKind)];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                if (meeting.PapersDays == 0)
                    meeting.PapersDayKind = PapersDayKind.Unspecified;
                if (meeting.Place != current.Place || meeting.Title != current.Title || meeting.Note != current.Note)
                    meeting.CalendarSequence++;
                await MeetingTable.UpdateAsync(session, meeting, current.Etag);
                return await MeetingTable.SayAsync(session, "organisation.meeting.updated", meeting.Name);
            }
        );
}
