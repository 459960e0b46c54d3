using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<CalendarFile> ExportMeetingCalendar(ExportMeetingCalendarRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var meeting = await MeetingTable.GetAsync(session, request.Name);
                var body = await BodyTable.GetAsync(session, meeting.Body);
                var appointed = (await MeetingTable.AppointedAsync(session, body, meeting.Date.ToDateOnly()!.Value))
                    .OrderBy(a => a.Role)
                    .ThenBy(a => a.PersonDisplayName, StringComparer.Ordinal)
                    .ToList();
                var emails = (
                    await session.QueryAsync<(string Name, string Email)>(
                        "SELECT p.name, p.email FROM persons p JOIN appointments a ON a.person = p.name WHERE a.body = @Body",
                        new { meeting.Body }
                    )
                )
                    .DistinctBy(p => p.Name)
                    .ToDictionary(p => p.Name, p => p.Email, StringComparer.Ordinal);
                // Answers go to whoever keeps the body's papers, else to its chair.
                var organizer =
                    appointed.Find(a => a.Role == AppointmentRole.Secretary && emails[a.Person].Length > 0)
                    ?? appointed.Find(a => a.Role == AppointmentRole.Chair);
                return Invitation.Of(
                    meeting,
                    new(body.DisplayName, organizer is null ? "" : emails[organizer.Person], false),
                    appointed.Select(a => new Invitation.Participant(
                        a.PersonDisplayName,
                        emails[a.Person],
                        CompositionCheck.IsMember(a.Role)
                    ))
                );
            },
            context.CancellationToken
        );
}
