using Grpc.Core;
using MergeProgramme.Organisation.Cases;
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
                return await CancelAsync(session, current, request.Reason);
            }
        );

    /// <summary>Cancels a meeting that may be cancelled, and says so in the log.</summary>
    private static async Task<Meeting> CancelAsync(WriteSession session, Meeting current, string reason)
    {
        var meeting = current.Clone();
        (meeting.State, meeting.CancelReason) = (MeetingState.Cancelled, reason);
        meeting.CalendarSequence++;
        await MeetingTable.UpdateAsync(session, meeting, current.Etag);
        await ReleaseCasesAsync(session, current.Name);
        return await MeetingTable.SayAsync(session, "organisation.meeting.cancelled", meeting.Name);
    }

    // What it was to treat waits for another meeting.
    private static async Task ReleaseCasesAsync(WriteSession session, string meeting)
    {
        var cases = await session.QueryAsync<string>(
            "SELECT DISTINCT case_name FROM treatments WHERE meeting = @meeting ORDER BY case_name",
            new { meeting }
        );
        await session.ExecuteAsync("UPDATE treatments SET meeting = NULL WHERE meeting = @meeting", new { meeting });
        foreach (var name in cases)
            await CaseTable.SayAsync(session, "organisation.case.routeSet", name);
    }
}
