using Grpc.Core;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Unit> GetUnit(GetUnitRequest request, ServerCallContext context) =>
        database.ReadAsync(session => UnitTable.GetAsync(session, request.Name), context.CancellationToken);
}
