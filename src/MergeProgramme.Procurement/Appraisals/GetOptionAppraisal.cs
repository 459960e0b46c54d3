using Grpc.Core;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<OptionAppraisal> GetOptionAppraisal(GetOptionAppraisalRequest request, ServerCallContext context)
    {
        var appraisal = await database.ReadAsync(
            session => AppraisalTable.GetAsync(session, request.Name),
            context.CancellationToken
        );
        return Told(appraisal, await VestingAsync(appraisal.Name, context));
    }
}
