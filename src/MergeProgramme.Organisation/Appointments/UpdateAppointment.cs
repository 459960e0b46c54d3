using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Appointment> UpdateAppointment(UpdateAppointmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Appointment.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await AppointmentTable.GetAsync(session, request.Appointment.Name);
                Etags.Require(request.Appointment.Etag, current.Etag, current.Name);
                var appointment = FieldMasks.Apply(request.UpdateMask, request.Appointment, current);
                await AppointmentTable.RequireValidAsync(session, programme, appointment);
                appointment.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE appointments SET person = @Person, body = @Body, role = @Role, representation = @Representation,
                        municipality = NULLIF(@Municipality, ''), organisation = @Organisation, start_date = @StartDate,
                        end_date = @EndDate, percent = @Percent, deputy_for = NULLIF(@DeputyFor, ''), call_order = @CallOrder,
                        etag = @Etag
                    WHERE name = @Name
                    """,
                    appointment,
                    current.Etag
                );
                var updated = await AppointmentTable.GetAsync(session, appointment.Name);
                session.Append("organisation.appointment.updated", updated.Name, updated);
                return updated;
            }
        );
}
