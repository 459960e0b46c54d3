using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<BudgetBase> GetBudgetBase(GetBudgetBaseRequest request, ServerCallContext context) =>
        database.ReadAsync(session => BudgetBaseTable.GetAsync(session, request.Name), context.CancellationToken);
}
