using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Appointment> CreateAppointment(CreateAppointmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var appointment = request.Appointment;
                await AppointmentTable.RequireValidAsync(session, request.Parent, appointment);
                // No name of a person in it: it stands in addresses and logs, and people can ask to be forgotten.
                var name = $"{request.Parent}/appointments/{Guid.CreateVersion7(session.Now):N}";
                await session.ExecuteAsync(
                    """
                    INSERT INTO appointments (name, programme, person, body, role, representation, municipality, organisation, start_date,
                        end_date, percent, etag, create_time)
                    VALUES (@name, @Parent, @Person, @Body, @Role, @Representation, NULLIF(@Municipality, ''), @Organisation, @StartDate,
                        @EndDate, @Percent, @Etag, @CreateTime)
                    """,
                    new
                    {
                        name,
                        request.Parent,
                        appointment.Person,
                        appointment.Body,
                        appointment.Role,
                        appointment.Representation,
                        appointment.Municipality,
                        appointment.Organisation,
                        appointment.StartDate,
                        appointment.EndDate,
                        appointment.Percent,
                        Etag = Etags.New(),
                        CreateTime = Instants.ToMicroseconds(session.Now),
                    }
                );
                var created = await AppointmentTable.GetAsync(session, name);
                session.Append("organisation.appointment.created", name, created);
                return created;
            }
        );
}
