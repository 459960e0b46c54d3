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
                if (await WhyNotPublishedAsync(session, current, session.Now) is { Count: > 0 } wrong)
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

    private static async Task<List<Violation>> WhyNotPublishedAsync(
        Session session,
        ProcurementCase procurement,
        DateTimeOffset now
    )
    {
        var rules = await RuleTable.AllAsync(session, ResourceNames.Programme(procurement.Name));
        var criteria = CriteriaRules.CheckPublish(
            await CriterionTable.AllAsync(session, procurement.Name),
            DatedRules.On(rules, ProcurementRuleKind.EnvironmentWeight, NorwegianTime.DateIn(now)),
            procurement.EnvironmentReason
        );
        var members = await MemberTable.AllAsync(session, procurement.Name);
        return [.. CaseRules.CheckPublish(procurement, criteria, members, rules, now)];
    }
}
