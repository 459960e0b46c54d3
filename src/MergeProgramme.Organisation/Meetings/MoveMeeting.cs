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
    public override Task<Meeting> MoveMeeting(MoveMeetingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, body) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                var to = request.Date.ToDateOnly()!.Value;
                List<Violation> violations =
                [
                    .. MeetingRules.CheckTimes("", "date", to, request.StartTime, request.EndTime),
                    .. MeetingRules.CheckAgainst(body, "date", to),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                List<Violation> broken = [.. MeetingRules.CheckOpen(current)];
                if (broken.Count == 0 && !request.AcceptPapersDue)
                {
                    var due = PapersDue.Of(to, current.PapersDays, current.PapersDayKind).Date;
                    broken.AddRange(MeetingRules.CheckPapersOnMove(current, due, NorwegianTime.DateIn(session.Now)));
                }
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                await MoveAsync(session, current, body, request, "date");
                return await MeetingTable.GetAsync(session, current.Name);
            }
        );

    /// <summary>Moves a meeting that may be moved, and says so in the log.</summary>
    /// <param name="request">Day, times, place and reason.</param>
    /// <param name="field">The field of the caller's request that names the day.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where its case numbers are of another year, ALREADY_EXISTS where the body meets then already.</exception>
    private static async Task MoveAsync(
        WriteSession session,
        Meeting current,
        Body body,
        MoveMeetingRequest request,
        string field
    )
    {
        var (from, to) = (current.Date.ToDateOnly()!.Value, request.Date.ToDateOnly()!.Value);
        // Their numbers are of the year: they would have to be given anew.
        if (to.Year != from.Year && current.Agenda.Any(i => i.CaseNumber.Length > 0))
            throw Problem.Invalid(field, "MOVED_TO_OTHER_YEAR", from.Year);
        var meeting = current.Clone();
        meeting.OriginalDate ??= current.Date;
        (meeting.Date, meeting.StartTime, meeting.EndTime) = (request.Date, request.StartTime, request.EndTime);
        (meeting.Place, meeting.MoveReason) = (request.Place, request.Reason);
        // Who was called for another day must be called anew.
        (meeting.State, meeting.PapersSentDate) = (MeetingState.Planned, null);
        meeting.CalendarSequence++;
        await MeetingTable.RequireFreeAsync(session, meeting, "start_time");
        await MeetingTable.UpdateAsync(session, meeting, current.Etag);
        var appointed = await MeetingTable.AppointedAsync(session, body, to);
        await session.ExecuteAsync(
            "DELETE FROM attendances WHERE meeting = @Name AND person = @Person",
            current
                .Attendances.ExceptBy(appointed.Select(a => a.Person), a => a.Person, StringComparer.Ordinal)
                .Select(a => new { current.Name, a.Person })
        );
        await session.ExecuteAsync("UPDATE agenda_items SET year = @Year WHERE meeting = @Name", new { to.Year, current.Name });
        await MeetingTable.SayAsync(session, "organisation.meeting.moved", meeting.Name);
    }
}
