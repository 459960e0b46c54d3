using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Tender> AssessTender(AssessTenderRequest request, ServerCallContext context)
    {
        if (!request.Qualified && string.IsNullOrWhiteSpace(request.RejectReason))
            throw Problem.Invalid("reject_reason", "REJECT_REASON_REQUIRED");
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var tender = await TenderTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, tender.Etag, tender.Name);
                var procurement = await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now));
                var member = MemberRules.Of(await MemberTable.AllAsync(session, procurementCase), own);
                if ((MemberRules.WhyNot(member, tender.Name) ?? TenderRules.WhyNotAssessed(procurement, tender)) is { } refusal)
                    throw Problem.Precondition([refusal]);
                tender.State = request.Qualified ? TenderState.Qualified : TenderState.Rejected;
                tender.RejectReason = request.Qualified ? "" : request.RejectReason;
                await TenderTable.UpdateAsync(
                    session,
                    tender,
                    request.Qualified ? "procurement.tender.qualified" : "procurement.tender.rejected"
                );
                return tender;
            }
        );
    }
}
