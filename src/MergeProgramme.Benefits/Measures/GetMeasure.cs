using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Measure> GetMeasure(GetMeasureRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MeasureTable.GetAsync(session, request.Name), context.CancellationToken);
}
