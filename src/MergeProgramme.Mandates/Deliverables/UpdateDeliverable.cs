using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Deliverable> UpdateDeliverable(UpdateDeliverableRequest request, ServerCallContext context)
    {
        var given = request.Deliverable;
        var responsible = IsMasked(request.UpdateMask, "responsible")
            ? await PersonDisplayNameAsync(given.Name, given.Responsible, "deliverable.responsible", context)
            : null;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DeliverableTable.GetAsync(session, given.Name);
                Etags.Require(given.Etag, current.Etag, current.Name);
                DeliverableLifecycle.Edit(current).NextOrThrow();
                var deliverable = FieldMasks.Apply(request.UpdateMask, given, current);
                deliverable.ResponsibleDisplayName = responsible ?? current.ResponsibleDisplayName;
                await AnsweredItems.ResolveAsync(session, ResourceNames.Parent(current.Name), deliverable);
                await DeliverableTable.UpdateAsync(session, deliverable, current);
                session.Append("mandates.deliverable.updated", deliverable.Name, deliverable);
                return deliverable;
            }
        );
    }
}
