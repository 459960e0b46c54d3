using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Deliverable> CreateDeliverable(CreateDeliverableRequest request, ServerCallContext context)
    {
        await RequireSubProjectAsync(request.Parent, context);
        var responsible = await PersonDisplayNameAsync(
            request.Parent,
            request.Deliverable.Responsible,
            "deliverable.responsible",
            context
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var asked = request.Deliverable;
                var deliverable = new Deliverable
                {
                    Title = asked.Title.Trim(),
                    Description = asked.Description,
                    Responsible = asked.Responsible,
                    ResponsibleDisplayName = responsible,
                    DueDate = asked.DueDate,
                    State = DeliverableState.Planned,
                    AnsweredItems = { asked.AnsweredItems },
                };
                await AnsweredItems.ResolveAsync(session, request.Parent, deliverable);
                deliverable.Name = await NewNames.ChooseAsync(
                    session,
                    "deliverables",
                    $"{request.Parent}/deliverables",
                    request.DeliverableId,
                    "deliverable_id",
                    deliverable.Title
                );
                await DeliverableTable.InsertAsync(session, deliverable);
                session.Append("mandates.deliverable.created", deliverable.Name, deliverable);
                return deliverable;
            }
        );
    }
}
