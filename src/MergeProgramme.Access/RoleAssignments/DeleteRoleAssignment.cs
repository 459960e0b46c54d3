using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<Empty> DeleteRoleAssignment(DeleteRoleAssignmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await AssignmentTable.DeleteAsync(session, await AssignmentTable.GetAsync(session, request.Name));
                return new Empty();
            }
        );
}
