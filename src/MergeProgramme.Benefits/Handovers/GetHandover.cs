using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Handover> GetHandover(GetHandoverRequest request, ServerCallContext context) =>
        database.ReadAsync(session => HandoverTable.GetAsync(session, request.Name), context.CancellationToken);
}
