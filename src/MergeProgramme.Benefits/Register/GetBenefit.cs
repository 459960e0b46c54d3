using Grpc.Core;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Benefit> GetBenefit(GetBenefitRequest request, ServerCallContext context) =>
        database.ReadAsync(session => BenefitTable.GetAsync(session, request.Name), context.CancellationToken);
}
