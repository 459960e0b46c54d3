using Grpc.Core;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Stakeholder> GetStakeholder(GetStakeholderRequest request, ServerCallContext context) =>
        database.ReadAsync(session => StakeholderTable.GetAsync(session, request.Name), context.CancellationToken);
}
