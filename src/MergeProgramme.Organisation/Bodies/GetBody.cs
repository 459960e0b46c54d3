using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Body> GetBody(GetBodyRequest request, ServerCallContext context) =>
        database.ReadAsync(session => BodyTable.GetAsync(session, request.Name), context.CancellationToken);
}
