using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<Principal> GetPrincipal(GetPrincipalRequest request, ServerCallContext context) =>
        database.ReadAsync(session => PrincipalTable.GetAsync(session, request.Name), context.CancellationToken);
}
