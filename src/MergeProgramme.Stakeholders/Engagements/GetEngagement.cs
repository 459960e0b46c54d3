using Grpc.Core;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Engagement> GetEngagement(GetEngagementRequest request, ServerCallContext context) =>
        database.ReadAsync(session => EngagementTable.GetAsync(session, request.Name), context.CancellationToken);
}
