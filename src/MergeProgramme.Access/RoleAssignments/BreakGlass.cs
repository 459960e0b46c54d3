using Grpc.Core;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    private const int ShortestReason = 20;
    private static readonly TimeSpan BreakGlassLifetime = TimeSpan.FromHours(1);

    public override async Task<RoleAssignment> BreakGlass(BreakGlassRequest request, ServerCallContext context)
    {
        if (request.Reason.Trim().Length < ShortestReason)
            throw Problem.Invalid("reason", "REASON_TOO_SHORT", ShortestReason);
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var opened = new RoleAssignment
                {
                    Name = $"{request.Parent}/roleAssignments/{Guid.CreateVersion7(session.Now):N}",
                    Principal = Caller.Current.Id,
                    PrincipalDisplayName = Caller.Current.DisplayName,
                    Role = Role.Reader,
                    Scope = request.Parent,
                    Reason = request.Reason.Trim(),
                    ExpireTime = Instants.ToTimestamp(session.Now + BreakGlassLifetime),
                    BreakGlass = true,
                };
                await AssignmentTable.InsertAsync(session, opened, "access.glass.broken");
                return opened;
            }
        );
    }
}
