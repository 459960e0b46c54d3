using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Deliverable> HandInDeliverable(HandInDeliverableRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DeliverableTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var deliverable = DeliverableLifecycle.HandIn(current, request, NorwegianTime.DateIn(session.Now)).NextOrThrow();
                await DeliverableTable.UpdateAsync(session, deliverable, current);
                await DeliverableTable.WriteHandInAsync(session, deliverable);
                session.Append("mandates.deliverable.handedIn", deliverable.Name, deliverable);
                return deliverable;
            }
        );
}
