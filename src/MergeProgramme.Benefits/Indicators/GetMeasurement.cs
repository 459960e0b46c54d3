using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Measurement> GetMeasurement(GetMeasurementRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MeasurementTable.GetAsync(session, request.Name), context.CancellationToken);
}
