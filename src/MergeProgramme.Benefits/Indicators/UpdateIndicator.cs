using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Indicator> UpdateIndicator(UpdateIndicatorRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Indicator.Name);
                // Whoever measures it meanwhile waits: what is measured decides what may be changed.
                await IndicatorTable.LockAsync(session, request.Indicator.Name);
                var current = await IndicatorTable.GetAsync(session, request.Indicator.Name);
                Etags.Require(request.Indicator.Etag, current.Etag, current.Name);
                var next = Trimmed(FieldMasks.Apply(request.UpdateMask, request.Indicator, current));
                List<Violation> wrong = [.. IndicatorRules.Check(programme, next)];
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong);
                await IndicatorTable.RequireBenefitAsync(session, next.Benefit);
                List<Violation> broken = [.. IndicatorRules.CheckChange(current, next)];
                if (broken.Count > 0 && await IndicatorTable.IsMeasuredAsync(session, next.Name))
                    throw Problem.Precondition(broken);
                await IndicatorTable.UpdateAsync(session, programme, next, current.Etag);
                session.Append("benefits.indicator.updated", next.Name, Stored(next));
                next.Latest = await MeasurementTable.LatestAsync(session, next.Name, next.Municipality);
                IndicatorRules.Tell(next);
                return next;
            }
        );
}
