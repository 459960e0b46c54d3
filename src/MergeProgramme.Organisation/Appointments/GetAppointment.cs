using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Appointment> GetAppointment(GetAppointmentRequest request, ServerCallContext context) =>
        database.ReadAsync(session => AppointmentTable.GetAsync(session, request.Name), context.CancellationToken);
}
