using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Milestone> CompleteMilestone(CompleteMilestoneRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MilestoneTable.GetForWriteAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.DoneDate.ToDateOnly() is { } done)
                    throw Problem.Precondition(current.Name, Reason.MilestoneDone, NorwegianTime.Format(done));
                var today = NorwegianTime.DateIn(session.Now);
                if (request.DoneDate.ToDateOnly() > today)
                    throw Problem.Invalid("done_date", Reason.DoneInFuture, NorwegianTime.Format(today));
                var milestone = current.Clone();
                milestone.DoneDate = request.DoneDate;
                await MilestoneTable.UpdateAsync(session, milestone, current);
                session.Append("mandates.milestone.completed", milestone.Name, milestone);
                return milestone;
            }
        );
}
