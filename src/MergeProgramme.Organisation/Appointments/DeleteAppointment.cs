using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    /// <summary>FAILED_PRECONDITION unless <see cref="AppointmentRules.MayDelete"/>: it has not begun, or was entered today.</summary>
    public override Task<Empty> DeleteAppointment(DeleteAppointmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await AppointmentTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var created = await session.FindAsync<long>(
                    "SELECT create_time FROM appointments WHERE name = @Name",
                    new { request.Name }
                );
                var (start, entered, today) = (
                    current.StartDate.ToDateOnly()!.Value,
                    NorwegianTime.DateIn(Instants.ToTimestamp(created).ToDateTimeOffset()),
                    NorwegianTime.DateIn(session.Now)
                );
                if (!AppointmentRules.MayDelete(start, entered, today))
                    throw Problem.Precondition(
                        current.Name,
                        "APPOINTMENT_HELD",
                        current.PersonDisplayName,
                        NorwegianTime.Format(start)
                    );
                var leaning = (
                    await session.QueryAsync<string>(
                        """
                        SELECT name FROM appointments WHERE deputy_for = @Name OR predecessor = @Name
                        UNION ALL SELECT name FROM buy_outs WHERE appointment = @Name
                        """,
                        new { request.Name }
                    )
                ).Count;
                if (leaning > 0)
                    throw Problem.Precondition(current.Name, "APPOINTMENT_LEANED_ON", current.PersonDisplayName);
                await session.ExecuteAsync("DELETE FROM appointments WHERE name = @Name", new { request.Name });
                session.Append("organisation.appointment.deleted", current.Name, current);
                return new Empty();
            }
        );
}
