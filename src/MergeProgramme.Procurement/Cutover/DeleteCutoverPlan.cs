using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteCutoverPlan(DeleteCutoverPlanRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var plan = await CutoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, plan.Etag, plan.Name);
                // What was decided stays, whatever became of it.
                if (plan.Verdict != CutoverVerdict.Unspecified)
                    throw Problem.Precondition(plan.Name, "CUTOVER_DECIDED");
                await CutoverTable.DeletePartsAsync(session, plan.Name);
                if (
                    await session.ExecuteAsync(
                        "DELETE FROM cutover_plans WHERE name = @Name AND etag = @Etag",
                        new { plan.Name, plan.Etag }
                    ) == 0
                )
                    throw Problem.Stale(plan.Name);
                session.Append("procurement.cutoverPlan.deleted", plan.Name, plan);
                return new Empty();
            }
        );
}
