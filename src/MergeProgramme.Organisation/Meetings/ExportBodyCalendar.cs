using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<CalendarFile> ExportBodyCalendar(ExportBodyCalendarRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var body = await BodyTable.GetAsync(session, request.Name);
                var meetings = await session.QueryAsync<Meeting>(
                    $"{MeetingTable.Select} WHERE m.body = @Name ORDER BY m.date, m.start_time, m.name",
                    new { request.Name }
                );
                return Invitation.Of(body, meetings);
            },
            context.CancellationToken
        );
}
