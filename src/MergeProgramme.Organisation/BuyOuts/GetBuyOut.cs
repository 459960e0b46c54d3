using Grpc.Core;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<BuyOut> GetBuyOut(GetBuyOutRequest request, ServerCallContext context) =>
        database.ReadAsync(session => BuyOutTable.GetAsync(session, request.Name), context.CancellationToken);
}
