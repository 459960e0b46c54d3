using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Evaluation> ScoreTender(ScoreTenderRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var tender = await TenderTable.GetAsync(session, request.Name);
                var procurement = await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now));
                var read = await EvaluationTable.ReadAsync(session, procurementCase);
                var member = MemberRules.Of(read.Members, own);
                var evaluation = member is null ? null : read.Of(member);
                if (
                    (
                        EvaluationRules.WhyNotEvaluating(procurement, member, evaluation, read.Disclosed)
                        ?? EvaluationRules.WhyNotScored(member!, read.EmployerNumbers[member!.Name], tender)
                    ) is
                    { } refusal
                )
                    throw Problem.Precondition([refusal]);
                if (EvaluationRules.Check(request.Scores, read.Scored).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                Etags.Require(request.Etag, evaluation!.Etag, evaluation.Name);
                await EvaluationTable.WriteAsync(session, evaluation);
                foreach (var score in request.Scores)
                    await session.ExecuteAsync(
                        """
                        INSERT INTO tender_scores (evaluation, tender, criterion, score, reason)
                        VALUES (@Evaluation, @Tender, @Criterion, @Score, @Reason)
                        ON CONFLICT (evaluation, tender, criterion) DO UPDATE SET score = excluded.score, reason = excluded.reason
                        """,
                        new
                        {
                            Evaluation = evaluation.Name,
                            Tender = tender.Name,
                            score.Criterion,
                            score.Score,
                            Reason = score.Reason.Trim(),
                        }
                    );
                var next = (await EvaluationTable.ReadAsync(session, procurementCase)).Of(member!);
                // What was scored is put into the log when everybody has finished.
                session.Append("procurement.evaluation.scored", next.Name, EvaluationTable.WithoutScores(next));
                next.Own = true;
                return next;
            }
        );
    }
}
