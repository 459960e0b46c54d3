using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ReplaceAppointmentResponse> ReplaceAppointment(
        ReplaceAppointmentRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await AppointmentTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                await References.RequireAsync(session, programme, new Reference("successor", request.Successor, "persons"));
                var others = await AppointmentTable.OfBodyAsync(session, current.Body);
                var body = await BodyTable.GetAsync(session, current.Body);
                var last = request.LastDate.ToDateOnly()!.Value;
                var replacement = Replacement.Of(current, body, others, request.Successor, last);
                if (replacement.Invalid.Count > 0)
                    throw Problem.Invalid(replacement.Invalid);
                if (replacement.Broken is { } broken)
                    throw Problem.Precondition([broken]);
                var response = new ReplaceAppointmentResponse
                {
                    Ended =
                        current.EndDate.ToDateOnly() == last ? current : await AppointmentTable.EndAsync(session, current, last),
                };
                if (replacement.MovesUp is { } deputy)
                    response.EndedDeputy = await AppointmentTable.EndAsync(session, deputy, last);
                response.Successor = await AppointmentTable.InsertAsync(session, programme, replacement.Successor);
                return response;
            }
        );
}
