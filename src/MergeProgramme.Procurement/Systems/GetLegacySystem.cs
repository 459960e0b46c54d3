using Grpc.Core;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<LegacySystem> GetLegacySystem(GetLegacySystemRequest request, ServerCallContext context) =>
        database.ReadAsync(session => SystemTable.GetAsync(session, request.Name), context.CancellationToken);
}
