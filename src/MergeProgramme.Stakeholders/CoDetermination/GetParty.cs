using Grpc.Core;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Party> GetParty(GetPartyRequest request, ServerCallContext context) =>
        database.ReadAsync(session => PartyTable.GetAsync(session, request.Name), context.CancellationToken);
}
