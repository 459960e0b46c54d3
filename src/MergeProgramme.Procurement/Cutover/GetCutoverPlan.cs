using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CutoverPlan> GetCutoverPlan(GetCutoverPlanRequest request, ServerCallContext context)
    {
        var plan = await database.ReadAsync(session => CutoverTable.GetAsync(session, request.Name), context.CancellationToken);
        return Told(plan, await VestingAsync(plan.Name, context), clock.Today());
    }
}
