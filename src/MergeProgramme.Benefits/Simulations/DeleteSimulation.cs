using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Empty> DeleteSimulation(DeleteSimulationRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var row = await SimulationTable.GetAsync(session, request.Name);
                await SimulationTable.DeleteAsync(session, row.Name);
                session.Append("benefits.simulation.deleted", row.Name, row.ToMessage());
                return new Empty();
            }
        );
}
