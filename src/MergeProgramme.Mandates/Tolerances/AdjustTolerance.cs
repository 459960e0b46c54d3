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
    public override async Task<Tolerance> AdjustTolerance(AdjustToleranceRequest request, ServerCallContext context)
    {
        var body = await BodyReading.GetAsync(organisation, request.Change.Body, context, "change.body");
        var benefit = await BenefitAsync(
            ResourceNames.Id(request.Name) == ToleranceRules.IdOf(ToleranceDimension.Benefit)
                ? ToleranceDimension.Benefit
                : default,
            ResourceNames.Parent(request.Name),
            context
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("tolerances", request.Name);
                var tolerance = await ToleranceTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, tolerance.Etag, tolerance.Name);
                RequireEntitled(tolerance, request.Change, body, NorwegianTime.DateIn(session.Now));
                await ToleranceTable.ChangeAsync(session, tolerance, request.Change, body);
                session.Append("mandates.tolerance.adjusted", tolerance.Name, tolerance.Clone());
                await MeasureAsync(session, tolerance, benefit);
                return tolerance;
            }
        );
    }
}
