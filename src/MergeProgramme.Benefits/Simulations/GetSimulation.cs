using Grpc.Core;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<V1.Simulation> GetSimulation(GetSimulationRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session => (await SimulationTable.GetAsync(session, request.Name)).ToMessage(),
            context.CancellationToken
        );
}
