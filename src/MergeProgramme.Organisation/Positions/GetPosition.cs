using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Position> GetPosition(GetPositionRequest request, ServerCallContext context) =>
        database.ReadAsync(session => PositionTable.GetAsync(session, request.Name), context.CancellationToken);
}
