using Grpc.Core;
using MergeProgramme.Organisation.Municipalities;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Municipality> GetMunicipality(GetMunicipalityRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MunicipalityTable.GetAsync(session, request.Name), context.CancellationToken);
}
