using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ProcurementCase> PublishProcurementCase(
        PublishProcurementCaseRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var current = await CaseTable.GetAsync(session, request.Name, today);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var rules = await RuleTable.AllAsync(session, ResourceNames.Programme(request.Name));
                var findings = CriteriaRules.Findings(
                    await CriterionTable.AllAsync(session, request.Name),
                    DatedRules.On(rules, ProcurementRuleKind.EnvironmentWeight, today),
                    current.EnvironmentReason
                );
                var members = await MemberTable.AllAsync(session, request.Name);
                if (CaseRules.CheckPublish(current, findings, members, rules, session.Now).ToList() is { Count: > 0 } wrong)
                    throw Problem.Precondition(wrong);
                var next = current.Clone();
                next.State = ProcurementCaseState.Published;
                next.PublishTime = Instants.ToTimestamp(session.Now);
                // What was proposed is from now on what was chosen, whatever rules are entered later.
                next.Procedure = ProcedureRules.Chosen(current);
                await CaseTable.UpdateAsync(session, next, current.Etag, "procurement.procurementCase.published");
                return next;
            }
        );
}
