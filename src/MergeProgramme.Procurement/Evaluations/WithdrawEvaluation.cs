using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Evaluation> WithdrawEvaluation(WithdrawEvaluationRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var procurement = await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now));
                var read = await EvaluationTable.ReadAsync(session, procurementCase);
                var member =
                    read.Members.FirstOrDefault(one =>
                        one.Role == CaseRole.Evaluator && EvaluationTable.NameOf(one.Name) == request.Name
                    ) ?? throw Problem.NotFound(request.Name);
                var evaluation = read.Of(member);
                Etags.Require(request.Etag, evaluation.Etag, evaluation.Name);
                if (EvaluationRules.WhyNotWithdrawn(procurement, evaluation, read.Disclosed) is { } refusal)
                    throw Problem.Precondition([refusal]);
                evaluation.State = EvaluationState.Withdrawn;
                evaluation.WithdrawReason = request.Reason.Trim();
                await EvaluationTable.WriteAsync(session, evaluation);
                var shown = EvaluationTable.WithoutScores(evaluation);
                session.Append("procurement.evaluation.withdrawn", evaluation.Name, shown);
                await EvaluationTable.DiscloseAsync(session, procurementCase);
                return shown;
            }
        );
}
