using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Deliverable> StartDeliverable(StartDeliverableRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DeliverableTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var deliverable = DeliverableLifecycle.Start(current).NextOrThrow();
                await DeliverableTable.UpdateAsync(session, deliverable, current);
                session.Append("mandates.deliverable.started", deliverable.Name, deliverable);
                return deliverable;
            }
        );
}
