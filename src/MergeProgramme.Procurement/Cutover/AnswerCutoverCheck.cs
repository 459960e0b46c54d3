using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CutoverPlan> AnswerCutoverCheck(AnswerCutoverCheckRequest request, ServerCallContext context)
    {
        var vesting = await VestingAsync(request.Name, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var plan = await CutoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, plan.Etag, plan.Name);
                if (plan.Verdict == CutoverVerdict.Go)
                    throw Problem.Precondition(plan.Name, "GO_STANDS");
                var check =
                    plan.Checks.FirstOrDefault(c => c.Number == request.Number)
                    ?? throw Problem.Invalid("number", "CHECK_NUMBER_UNKNOWN", request.Number);
                if (request.Answer == CutoverAnswer.No && string.IsNullOrWhiteSpace(request.Comment))
                    throw Problem.Invalid("comment", "ANSWER_NO_WITHOUT_COMMENT");
                var caller = Caller.Current;
                (check.Answer, check.Comment) = (request.Answer, request.Comment.Trim());
                (check.Answerer, check.AnswererDisplayName) = (caller.Id, caller.DisplayName);
                check.AnswerTime = Instants.ToTimestamp(session.Now);
                await CutoverTable.UpdateAsync(session, plan, plan.Etag, "answered");
                return Told(plan, vesting, NorwegianTime.DateIn(session.Now));
            }
        );
    }
}
