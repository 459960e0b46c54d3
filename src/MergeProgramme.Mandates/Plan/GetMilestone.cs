using Grpc.Core;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Milestone> GetMilestone(GetMilestoneRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MilestoneTable.GetAsync(session, request.Name), context.CancellationToken);
}
