using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Measure> DropMeasure(DropMeasureRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MeasureTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State == MeasureState.Dropped)
                    throw Problem.Precondition(current.Name, "MEASURE_DROPPED");
                var next = current.Clone();
                (next.State, next.RevisionReason) = (MeasureState.Dropped, request.Reason);
                await MeasureTable.UpdateAsync(session, current, next);
                session.Append("benefits.measure.dropped", next.Name, next);
                return next;
            }
        );
}
