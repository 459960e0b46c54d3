using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Indicator> GetIndicator(GetIndicatorRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var indicator = await IndicatorTable.GetAsync(session, request.Name);
                indicator.Latest = await MeasurementTable.LatestAsync(session, indicator.Name, indicator.Municipality);
                IndicatorRules.Tell(indicator);
                return indicator;
            },
            context.CancellationToken
        );
}
