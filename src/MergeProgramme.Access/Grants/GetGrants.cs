using Grpc.Core;
using MergeProgramme.Access.Grants;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<V1.Grants> GetGrants(GetGrantsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var principal = await PrincipalTable.GetAsync(session, request.Principal);
                var answer = new V1.Grants { State = principal.State };
                if (principal.State != PrincipalState.Active)
                    return answer;
                var (assignments, known) = await AssignmentTable.OfPrincipalAsync(session, principal.Name);
                answer.Grants_.Add(assignments.SelectMany(a => Derivation.GrantsOf(a, known)));
                return answer;
            },
            context.CancellationToken
        );
}
