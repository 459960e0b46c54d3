using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Complaint> AnswerComplaint(AnswerComplaintRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var complaint = await AwardTable.ComplaintAsync(session, request.Name);
                Etags.Require(request.Etag, complaint.Etag, complaint.Name);
                if (complaint.Outcome != ComplaintOutcome.Unspecified)
                    throw Problem.Precondition(complaint.Name, "COMPLAINT_ANSWERED");
                var award = (await AwardTable.AllAsync(session, procurementCase))[^1];
                if (AwardRules.CheckAnswer(request, award.StandstillEndDate.ToDateOnly()!.Value).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                var current = complaint.Etag;
                (complaint.Outcome, complaint.Answer) = (request.Outcome, request.Answer);
                (complaint.AnswerTime, complaint.Etag) = (Instants.ToTimestamp(session.Now), Etags.New());
                await session.UpdateAsync(
                    "UPDATE complaints SET outcome = @Outcome, answer = @Answer, answer_time = @AnswerTime, etag = @Etag WHERE name = @Name",
                    complaint,
                    current
                );
                session.Append("procurement.complaint.answered", complaint.Name, complaint);
                if (request.Outcome == ComplaintOutcome.AwardKept)
                {
                    if (request.StandstillEndDate is not null)
                    {
                        award.StandstillEndDate = request.StandstillEndDate;
                        await AwardTable.UpdateAsync(session, award, "procurement.award.standstillExtended");
                    }
                    return complaint;
                }
                award.State = AwardState.Undone;
                await AwardTable.UpdateAsync(session, award, "procurement.award.undone");
                var procurement = await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now));
                var next = procurement.Clone();
                if (request.Outcome == ComplaintOutcome.Cancelled)
                {
                    (next.State, next.CancelReason) = (
                        ProcurementCaseState.Cancelled,
                        request.Answer[..Math.Min(request.Answer.Length, MostReason)]
                    );
                    await CaseTable.UpdateAsync(session, next, procurement.Etag, "procurement.procurementCase.cancelled");
                    return complaint;
                }
                next.State = ProcurementCaseState.Opened;
                await CaseTable.UpdateAsync(session, next, procurement.Etag, "procurement.procurementCase.reopened");
                return complaint;
            }
        );

    // What the field of the case holds.
    private const int MostReason = 4000;
}
