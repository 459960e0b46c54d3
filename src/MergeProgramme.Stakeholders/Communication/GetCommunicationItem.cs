using Grpc.Core;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<CommunicationItem> GetCommunicationItem(
        GetCommunicationItemRequest request,
        ServerCallContext context
    ) => database.ReadAsync(session => CommunicationTable.GetAsync(session, request.Name), context.CancellationToken);
}
