using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Evaluation> FinishEvaluation(FinishEvaluationRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var procurement = await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now));
                var read = await EvaluationTable.ReadAsync(session, procurementCase);
                if (read.Members.All(one => EvaluationTable.NameOf(one.Name) != request.Name))
                    throw Problem.NotFound(request.Name);
                var member = MemberRules.Of(read.Members, own);
                var evaluation = member is null ? null : read.Of(member);
                if (EvaluationRules.WhyNotEvaluating(procurement, member, evaluation, read.Disclosed) is { } refusal)
                    throw Problem.Precondition([refusal]);
                if (evaluation!.Name != request.Name)
                    throw Problem.Precondition(request.Name, "FINISH_YOURSELF_ONLY");
                Etags.Require(request.Etag, evaluation.Etag, evaluation.Name);
                var needed = EvaluationRules.Needed(member!, read.EmployerNumbers[member!.Name], read.Tenders, read.Scored);
                if (EvaluationRules.CheckFinish(evaluation, needed, read.Tenders, read.Scored).ToList() is { Count: > 0 } missing)
                    throw Problem.Precondition(missing);
                evaluation.State = EvaluationState.Finished;
                evaluation.FinishTime = Instants.ToTimestamp(session.Now);
                await EvaluationTable.WriteAsync(session, evaluation);
                session.Append("procurement.evaluation.finished", evaluation.Name, EvaluationTable.WithoutScores(evaluation));
                await EvaluationTable.DiscloseAsync(session, procurementCase);
                evaluation.Own = true;
                return evaluation;
            }
        );
    }
}
