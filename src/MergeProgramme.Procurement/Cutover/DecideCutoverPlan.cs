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
    public override async Task<CutoverPlan> DecideCutoverPlan(DecideCutoverPlanRequest request, ServerCallContext context)
    {
        var vesting = await VestingAsync(request.Name, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var plan = await CutoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, plan.Etag, plan.Name);
                if (request.Verdict == CutoverVerdict.Go && CutoverRules.AgainstGo(plan).ToList() is { Count: > 0 } against)
                    throw Problem.Precondition(against);
                var caller = Caller.Current;
                (plan.Verdict, plan.VerdictReason) = (request.Verdict, request.Reason.Trim());
                (plan.Decider, plan.DeciderDisplayName) = (caller.Id, caller.DisplayName);
                plan.DecideTime = Instants.ToTimestamp(session.Now);
                await CutoverTable.UpdateAsync(session, plan, plan.Etag, "decided");
                return Told(plan, vesting, NorwegianTime.DateIn(session.Now));
            }
        );
    }
}
