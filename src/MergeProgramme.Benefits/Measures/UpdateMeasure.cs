using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Measure> UpdateMeasure(UpdateMeasureRequest request, ServerCallContext context)
    {
        var name = request.Measure.Name;
        var asked = FieldMasks.Apply(
            request.UpdateMask,
            request.Measure,
            await database.ReadAsync(session => MeasureTable.GetAsync(session, name), context.CancellationToken)
        );
        List<Violation> wrong = [.. MeasureRules.Check(ResourceNames.Programme(name), asked, request.SmallEffectConfirmed)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        await RequirePlacesAsync(asked, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MeasureTable.GetAsync(session, name);
                Etags.Require(request.Measure.Etag, current.Etag, name);
                if (current.State == MeasureState.Dropped)
                    throw Problem.Precondition(name, "MEASURE_DROPPED");
                var next = FieldMasks.Apply(request.UpdateMask, request.Measure, current);
                var (_, receiver) = await HandoverTable.ReceiverAsync(session, name);
                // Once more: without an etag another may have written in between.
                List<Violation> refused =
                [
                    .. MeasureRules.Check(ResourceNames.Programme(name), next, request.SmallEffectConfirmed),
                    .. MeasureRules.CheckChange(current, next, request.RevisionReason),
                    .. HandoverRules.CheckOwner("measure.owner", current.Owner, next.Owner, receiver),
                ];
                if (refused.Count > 0)
                    throw Problem.Invalid(refused);
                await RequireBenefitAsync(session, next.Benefit);
                if (request.RevisionReason.Length > 0)
                    next.RevisionReason = request.RevisionReason;
                await MeasureTable.UpdateAsync(session, current, next);
                session.Append("benefits.measure.updated", name, next);
                return next;
            }
        );
    }
}
