using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Handover> WithdrawHandover(WithdrawHandoverRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await HandoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State != HandoverState.Proposed)
                    throw Problem.Precondition(current.Name, "HANDOVER_NOT_PROPOSED");
                var next = current.Clone();
                next.State = HandoverState.Preparing;
                var round = next.Rounds[^1];
                round.Verdict = HandoverVerdict.Withdrawn;
                (round.Answerer, round.AnswerTime) = (Caller.Current.DisplayName, Instants.ToTimestamp(session.Now));
                await HandoverTable.UpdateAsync(session, next, current.Etag);
                session.Append("benefits.handover.withdrawn", next.Name, next);
                return next;
            }
        );
}
