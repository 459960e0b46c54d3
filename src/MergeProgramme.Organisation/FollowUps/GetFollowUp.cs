using Grpc.Core;
using MergeProgramme.Organisation.FollowUps;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<FollowUp> GetFollowUp(GetFollowUpRequest request, ServerCallContext context) =>
        database.ReadAsync(session => FollowUpTable.GetAsync(session, request.Name), context.CancellationToken);
}
