using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Tolerance> AcknowledgeTolerance(AcknowledgeToleranceRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("tolerances", request.Name);
                var tolerance = await ToleranceTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, tolerance.Etag, tolerance.Name);
                var alarm =
                    tolerance.Alarms.FirstOrDefault(one => one.Number == request.Number)
                    ?? throw Problem.Invalid("number", "ALARM_UNKNOWN", request.Number);
                var current = tolerance.Etag;
                (alarm.Action, alarm.AcknowledgeActor, alarm.AcknowledgeTime) = (
                    request.Action,
                    Caller.Current.Id,
                    Instants.ToTimestamp(session.Now)
                );
                tolerance.Etag = Etags.New();
                await session.UpdateAsync("UPDATE tolerances SET etag = @Etag WHERE name = @Name", tolerance, current);
                await session.ExecuteAsync(
                    """
                    UPDATE tolerance_alarms SET action = @Action, acknowledge_actor = @AcknowledgeActor, acknowledge_time = @AcknowledgeTime
                    WHERE tolerance = @Name AND number = @Number
                    """,
                    new
                    {
                        alarm.Action,
                        alarm.AcknowledgeActor,
                        alarm.AcknowledgeTime,
                        tolerance.Name,
                        alarm.Number,
                    }
                );
                session.Append("mandates.tolerance.acknowledged", tolerance.Name, tolerance);
                return tolerance;
            }
        );
}
