using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CutoverPlan> UpdateCutoverPlan(UpdateCutoverPlanRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.CutoverPlan.Name);
        var vesting = await VestingAsync(programme, context);
        if (FieldMasks.Takes(request.UpdateMask, "municipality"))
            await RequireMunicipalityAsync("cutover_plan.municipality", request.CutoverPlan.Municipality, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, programme);
                var current = await CutoverTable.GetAsync(session, request.CutoverPlan.Name);
                Etags.Require(request.CutoverPlan.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.CutoverPlan, current);
                CutoverRules.Number(next, current);
                await CutoverTable.RequireAsync(session, programme, next);
                if (current.Verdict == CutoverVerdict.Go && !CutoverRules.IsOfProgress(current, next))
                    throw Problem.Precondition(current.Name, "GO_STANDS");
                await CutoverTable.UpdateAsync(session, next, current.Etag, "updated");
                return Told(next, vesting, NorwegianTime.DateIn(session.Now));
            }
        );
    }
}
