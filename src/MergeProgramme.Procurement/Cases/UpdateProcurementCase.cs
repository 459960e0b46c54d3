using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ProcurementCase> UpdateProcurementCase(
        UpdateProcurementCaseRequest request,
        ServerCallContext context
    )
    {
        if (FieldMasks.Takes(request.UpdateMask, "sub_project"))
            await RequireSubProjectAsync("procurement_case.sub_project", request.ProcurementCase.SubProject, context);
        var programme = ResourceNames.Programme(request.ProcurementCase.Name);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.ProcurementCase.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var current = await CaseTable.GetAsync(session, request.ProcurementCase.Name, today);
                Etags.Require(request.ProcurementCase.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.ProcurementCase, current);
                if (current.State != ProcurementCaseState.Preparation && CaseRules.ChangesLocked(current, next))
                    throw Problem.Precondition(current.Name, "CASE_LOCKED");
                CaseTable.Propose(next, await RuleTable.AllAsync(session, programme), today);
                if (CaseRules.Check(programme, next).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await CaseTable.UpdateAsync(session, next, current.Etag, "procurement.procurementCase.updated");
                await CaseTable.WriteNeedsAsync(session, next);
                return next;
            }
        );
    }
}
