using Grpc.Core;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Input> GetInput(GetInputRequest request, ServerCallContext context) =>
        database.ReadAsync(session => InputTable.GetAsync(session, request.Name), context.CancellationToken);
}
