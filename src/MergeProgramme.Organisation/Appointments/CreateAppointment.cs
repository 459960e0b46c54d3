using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;

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
                var appointment = request.Appointment.Clone();
                appointment.Predecessor = "";
                await AppointmentTable.RequireValidAsync(session, request.Parent, appointment);
                return await AppointmentTable.InsertAsync(session, request.Parent, appointment);
            }
        );
}
