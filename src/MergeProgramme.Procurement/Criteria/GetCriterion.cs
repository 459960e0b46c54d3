using Grpc.Core;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Criterion> GetCriterion(GetCriterionRequest request, ServerCallContext context) =>
        database.ReadAsync(session => CriterionTable.GetAsync(session, request.Name), context.CancellationToken);
}
