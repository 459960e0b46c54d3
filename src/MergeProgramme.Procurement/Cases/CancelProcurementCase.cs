using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ProcurementCase> CancelProcurementCase(
        CancelProcurementCaseRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Name);
                var current = await CaseTable.GetAsync(session, request.Name, NorwegianTime.DateIn(session.Now));
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State is ProcurementCaseState.Contracted or ProcurementCaseState.Cancelled)
                    throw Problem.Precondition(current.Name, "CASE_ENDED");
                var next = current.Clone();
                (next.State, next.CancelReason) = (ProcurementCaseState.Cancelled, request.Reason);
                await CaseTable.UpdateAsync(session, next, current.Etag, "procurement.procurementCase.cancelled");
                return next;
            }
        );
}
