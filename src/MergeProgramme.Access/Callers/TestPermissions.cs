using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override async Task<TestPermissionsResponse> TestPermissions(TestPermissionsRequest request, ServerCallContext context)
    {
        var caller = Caller.Current;
        var held = caller.Kind == CallerKind.Internal ? null : await grants.OfAsync(caller, context.CancellationToken);
        var response = new TestPermissionsResponse();
        response.Permissions.Add(
            request.Permissions.Distinct().Where(p => held is null || held.May(p, request.Resource, caller.Scopes))
        );
        return response;
    }
}
