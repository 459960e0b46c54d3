using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Handover> UpdateHandover(UpdateHandoverRequest request, ServerCallContext context)
    {
        var name = request.Handover.Name;
        var programme = ResourceNames.Programme(name);
        var named = FieldMasks.Apply(
            request.UpdateMask,
            request.Handover,
            await database.ReadAsync(session => HandoverTable.GetAsync(session, name), context.CancellationToken)
        );
        List<Violation> wrong = [.. HandoverRules.Check(programme, named)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        await HandoverReading.NamePersonsAsync(organisation, named, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await HandoverTable.GetAsync(session, name);
                Etags.Require(request.Handover.Etag, current.Etag, name);
                if (HandoverRules.CheckEdit(current) is { } closed)
                    throw Problem.Precondition([closed]);
                var next = FieldMasks.Apply(request.UpdateMask, request.Handover, current);
                if (next.Subject != current.Subject)
                    throw Problem.Invalid("handover.subject", "HANDOVER_SUBJECT_FIXED");
                // Once more: without an etag another may have written in between.
                if (next.Carrier != named.Carrier || next.Receiver != named.Receiver)
                    throw Problem.Stale(name);
                (next.CarrierDisplayName, next.ReceiverDisplayName) = (named.CarrierDisplayName, named.ReceiverDisplayName);
                await HandoverReading.NameSubjectAsync(session, next);
                await HandoverTable.UpdateAsync(session, next, current.Etag);
                session.Append("benefits.handover.updated", name, next);
                return next;
            }
        );
    }
}
