using Grpc.Core;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Need> GetNeed(GetNeedRequest request, ServerCallContext context) =>
        database.ReadAsync(session => NeedTable.GetAsync(session, request.Name), context.CancellationToken);
}
