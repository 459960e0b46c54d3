using Grpc.Core;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ServiceFunction> GetServiceFunction(GetServiceFunctionRequest request, ServerCallContext context) =>
        database.ReadAsync(session => SystemTable.GetFunctionAsync(session, request.Name), context.CancellationToken);
}
