using Grpc.Core;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<RoleAssignment> GetRoleAssignment(GetRoleAssignmentRequest request, ServerCallContext context) =>
        database.ReadAsync(session => AssignmentTable.GetAsync(session, request.Name), context.CancellationToken);
}
