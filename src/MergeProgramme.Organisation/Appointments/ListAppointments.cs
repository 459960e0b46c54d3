using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListAppointmentsResponse> ListAppointments(ListAppointmentsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var appointments = await session.QueryAsync<Appointment>(
                    $"""
                    {AppointmentTable.Select}
                    WHERE a.programme = @Parent AND (a.role, p.display_name, a.name) > (@AfterRole, @AfterDisplayName, @AfterName)
                        AND (@Body = '' OR a.body = @Body)
                        AND (@Person = '' OR a.person = @Person)
                        AND (@HeldOn = '' OR (a.start_date <= @HeldOn
                            AND COALESCE(a.end_date, @HeldOn) >= @HeldOn AND COALESCE(b.end_date, @HeldOn) >= @HeldOn))
                    ORDER BY a.role, p.display_name, a.name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterRole = page.Number(0, first: -1),
                        AfterDisplayName = page.Key(1),
                        AfterName = page.Key(2),
                        request.Body,
                        request.Person,
                        HeldOn = request.HeldOnDate.ToDateOnly()?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                        page.Limit,
                    }
                );
                var response = new ListAppointmentsResponse();
                response.NextPageToken = page.Fill(
                    appointments,
                    response.Appointments,
                    a => [((int)a.Role).ToString(CultureInfo.InvariantCulture), a.PersonDisplayName, a.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
