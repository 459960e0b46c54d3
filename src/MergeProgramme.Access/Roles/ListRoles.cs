using Grpc.Core;
using MergeProgramme.Access.Roles;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListRolesResponse> ListRoles(ListRolesRequest request, ServerCallContext context)
    {
        var response = new ListRolesResponse();
        response.Roles.Add(RolePermissions.All);
        return Task.FromResult(response);
    }
}
