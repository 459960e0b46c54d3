using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> ApproveMinutes(ApproveMinutesRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, _) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                List<Violation> broken = [.. ApprovalRules.CheckMeeting(current)];
                if (broken.Count > 0)
                    throw Problem.Precondition(broken.Take(MostNamedInRefusal));
                var approval = request.Approval;
                var byMeeting = approval.Kind == ApprovalKind.LaterMeeting;
                await References.RequireAsync(
                    session,
                    ResourceNames.Programme(current.Name),
                    new Reference("approval.later_meeting", byMeeting ? approval.LaterMeeting : "", "meetings"),
                    new Reference("approval.chair", byMeeting ? "" : approval.Chair, "persons"),
                    new Reference("approval.secretary", byMeeting ? "" : approval.Secretary, "persons")
                );
                var later =
                    byMeeting && approval.LaterMeeting.Length > 0
                        ? await MeetingTable.FindAsync(session, approval.LaterMeeting)
                        : null;
                List<Violation> violations =
                [
                    .. ApprovalRules.Check(current, approval, later, NorwegianTime.DateIn(session.Now)),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                await session.ExecuteAsync(
                    """
                    INSERT INTO minutes_approvals (meeting, kind, later_meeting, chair, secretary, date)
                    VALUES (@Name, @Kind, NULLIF(@LaterMeeting, ''), NULLIF(@Chair, ''), NULLIF(@Secretary, ''), @Date)
                    """,
                    new
                    {
                        current.Name,
                        approval.Kind,
                        LaterMeeting = later?.Name ?? "",
                        Chair = byMeeting ? "" : approval.Chair,
                        Secretary = byMeeting ? "" : approval.Secretary,
                        Date = later?.Date ?? approval.Date,
                    }
                );
                var meeting = current.Clone();
                meeting.State = MeetingState.MinutesApproved;
                // Last: from here on the database itself refuses every change.
                await MeetingTable.UpdateAsync(session, meeting, current.Etag);
                return await MeetingTable.SayAsync(session, "organisation.meeting.minutesApproved", current.Name);
            }
        );
}
