using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteDeliverable(DeleteDeliverableRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DeliverableTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                DeliverableLifecycle.Delete(current).NextOrThrow();
                await DeliverableTable.DeleteAsync(session, current.Name);
                session.Append("mandates.deliverable.deleted", current.Name, current);
                return new Empty();
            }
        );
}
