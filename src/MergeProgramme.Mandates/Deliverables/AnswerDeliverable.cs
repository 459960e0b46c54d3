using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Deliverable> AnswerDeliverable(AnswerDeliverableRequest request, ServerCallContext context)
    {
        var body = await BodyReading.GetAsync(organisation, request.Body, context, "body");
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DeliverableTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var deliverable = DeliverableLifecycle
                    .Answer(current, request, body, NorwegianTime.DateIn(session.Now))
                    .NextOrThrow();
                await DeliverableTable.UpdateAsync(session, deliverable, current);
                await DeliverableTable.WriteHandInAsync(session, deliverable);
                session.Append(
                    deliverable.State == DeliverableState.Accepted
                        ? "mandates.deliverable.accepted"
                        : "mandates.deliverable.returned",
                    deliverable.Name,
                    deliverable
                );
                return deliverable;
            }
        );
    }
}
