using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Handover> ProposeHandover(ProposeHandoverRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await HandoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                List<Violation> missing = [.. HandoverRules.CheckPropose(current)];
                if (missing.Count > 0)
                    throw Problem.Precondition(missing);
                var next = current.Clone();
                await HandoverReading.NameSubjectAsync(session, next);
                next.State = HandoverState.Proposed;
                next.Rounds.Add(
                    new HandoverRound
                    {
                        Number = next.Rounds.Count + 1,
                        ReceiverDisplayName = next.ReceiverDisplayName,
                        Proposer = Caller.Current.DisplayName,
                        ProposeTime = Instants.ToTimestamp(session.Now),
                    }
                );
                await HandoverTable.UpdateAsync(session, next, current.Etag);
                session.Append("benefits.handover.proposed", next.Name, next);
                return next;
            }
        );
}
