using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<CallerAccess> GetCaller(GetCallerRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var principal = await PrincipalTable.GetAsync(session, Caller.Current.Id);
                var (assignments, _) = await AssignmentTable.OfPrincipalAsync(session, principal.Name);
                var answer = new CallerAccess { Principal = principal };
                var today = time.Today();
                var now = time.GetUtcNow();
                answer.RoleAssignments.Add(
                    assignments
                        .Where(a =>
                            (a.StartDate.ToDateOnly() ?? today) <= today
                            && (a.EndDate.ToDateOnly() ?? today) >= today
                            && (a.ExpireTime is null || a.ExpireTime.ToDateTimeOffset() > now)
                        )
                        .OrderBy(a => a.Scope.Split('/').Length)
                        .ThenBy(a => a.Scope, StringComparer.Ordinal)
                );
                return answer;
            },
            context.CancellationToken
        );
}
