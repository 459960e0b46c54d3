using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Deliverable> GetDeliverable(GetDeliverableRequest request, ServerCallContext context) =>
        database.ReadAsync(session => DeliverableTable.GetAsync(session, request.Name), context.CancellationToken);
}
