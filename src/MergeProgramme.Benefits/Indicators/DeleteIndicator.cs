using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Empty> DeleteIndicator(DeleteIndicatorRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await IndicatorTable.LockAsync(session, request.Name);
                var indicator = await IndicatorTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, indicator.Etag, indicator.Name);
                if (await IndicatorTable.IsMeasuredAsync(session, indicator.Name))
                    throw Problem.Precondition(indicator.Name, "INDICATOR_MEASURED");
                await session.ExecuteAsync("DELETE FROM indicators WHERE name = @Name", new { indicator.Name });
                session.Append("benefits.indicator.deleted", indicator.Name, indicator);
                return new Empty();
            }
        );
}
