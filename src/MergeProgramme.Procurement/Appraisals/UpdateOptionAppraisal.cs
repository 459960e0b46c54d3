using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<OptionAppraisal> UpdateOptionAppraisal(
        UpdateOptionAppraisalRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.OptionAppraisal.Name);
        var vesting = await VestingAsync(programme, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, programme);
                var current = await AppraisalTable.GetAsync(session, request.OptionAppraisal.Name);
                Etags.Require(request.OptionAppraisal.Etag, current.Etag, current.Name);
                if (current.DecisionCase.Length > 0)
                    throw Problem.Precondition(current.Name, "APPRAISAL_DECIDED");
                var next = FieldMasks.Apply(request.UpdateMask, request.OptionAppraisal, current);
                AppraisalRules.Number(next, current);
                await AppraisalTable.RequireAsync(session, programme, next);
                await AppraisalTable.UpdateAsync(session, next, current.Etag, "updated");
                return Told(next, vesting);
            }
        );
    }
}
