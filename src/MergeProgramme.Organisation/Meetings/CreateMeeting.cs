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
    public override Task<Meeting> CreateMeeting(CreateMeetingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var body = await BodyTable.GetAsync(session, request.Parent);
                var meeting = request.Meeting;
                var date = meeting.Date.ToDateOnly()!.Value;
                List<Violation> violations =
                [
                    .. MeetingRules.CheckTimes("meeting.", "date", date, meeting.StartTime, meeting.EndTime),
                    .. MeetingRules.CheckPapers("meeting.", meeting.PapersDays, meeting.PapersDayKind),
                    .. MeetingRules.CheckAgainst(body, "meeting.date", date),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                var created = await MeetingTable.InsertAsync(session, body, meeting, "", "meeting.start_time");
                session.Append("organisation.meeting.created", created.Name, created);
                return created;
            }
        );
}
