using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
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
    public override Task<Meeting> RecordAttendance(RecordAttendanceRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, body) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                var (date, today) = (current.Date.ToDateOnly()!.Value, NorwegianTime.DateIn(session.Now));
                List<Violation> broken = [.. MeetingRules.CheckUnlocked(current)];
                if (broken.Count == 0 && request.Held && date > today)
                    broken.Add(new(current.Name, "MEETING_IN_FUTURE", NorwegianTime.Format(date)));
                if (broken.Count == 0 && !request.Held && current.State == MeetingState.Held)
                    broken.Add(new(current.Name, "MEETING_ALREADY_HELD", NorwegianTime.Format(date)));
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                var seats = await AppointmentTable.OfBodyAsync(session, body.Name);
                List<Appointment> appointed = [.. AttendanceRules.On(date, body, seats)];
                List<Violation> violations =
                [
                    .. AttendanceRules.Check(
                        request.Attendances,
                        appointed,
                        seats.ToDictionary(a => a.Name, StringComparer.Ordinal)
                    ),
                ];
                if (violations.Count == 0 && request.Held)
                {
                    violations.AddRange(
                        AttendanceRules
                            .Unaccounted(request.Attendances, appointed)
                            .Select(a => new Violation("attendances", "MEMBER_UNACCOUNTED", a.PersonDisplayName))
                    );
                }
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                await References.RequireAsync(
                    session,
                    ResourceNames.Programme(current.Name),
                    [.. request.Attendances.Select((a, i) => new Reference($"attendances[{i}].deputy", a.Deputy, "persons"))]
                );
                var attendances = AttendanceRules.WithVotes(request.Attendances, appointed);
                var required =
                    current.State == MeetingState.Held
                        ? current.Quorum.Required
                        : QuorumCount.Required(body.Quorum, attendances.Count(a => a.Voting));
                if (request.Held)
                {
                    var quorum = QuorumCount.Held(body.Authority == BodyAuthority.Deciding, required, attendances);
                    broken.AddRange(DecisionRules.Contradicted(current, quorum, attendances));
                    if (broken.Count > 0)
                        throw Problem.Precondition(broken);
                    await session.ExecuteAsync(
                        "UPDATE meetings SET votes_required = @required WHERE name = @Name",
                        new { required, current.Name }
                    );
                }
                await session.ExecuteAsync("DELETE FROM attendances WHERE meeting = @Name", new { current.Name });
                await session.ExecuteAsync(
                    """
                    INSERT INTO attendances (meeting, person, position, status, deputy, voting)
                    VALUES (@Name, @Person, @position, @Status, NULLIF(@Deputy, ''), @voting)
                    """,
                    attendances.Select(
                        (a, position) =>
                            new
                            {
                                current.Name,
                                a.Person,
                                position,
                                a.Status,
                                a.Deputy,
                                voting = a.Voting ? 1 : 0,
                            }
                    )
                );
                var meeting = current.Clone();
                meeting.OthersPresent = request.OthersPresent;
                if (request.Held)
                    meeting.State = MeetingState.Held;
                await MeetingTable.UpdateAsync(session, meeting, current.Etag);
                return await MeetingTable.SayAsync(
                    session,
                    request.Held ? "organisation.meeting.held" : "organisation.meeting.attendanceRecorded",
                    meeting.Name
                );
            }
        );
}
