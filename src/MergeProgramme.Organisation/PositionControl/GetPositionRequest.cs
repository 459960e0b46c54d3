using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<PositionRequest> GetPositionRequest(GetPositionRequestRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
                await PositionRequestTable.GetAsync(
                    session,
                    request.Name,
                    await PositionRequestTable.TreeAsync(session, ResourceNames.Programme(request.Name))
                ),
            context.CancellationToken
        );
}
