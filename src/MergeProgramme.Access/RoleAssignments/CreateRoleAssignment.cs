using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override async Task<RoleAssignment> CreateRoleAssignment(
        CreateRoleAssignmentRequest request,
        ServerCallContext context
    )
    {
        AssignmentRules.RequireParent(request.Parent);
        var given = new RoleAssignment
        {
            Principal = request.RoleAssignment.Principal,
            Role = request.RoleAssignment.Role,
            Scope = request.RoleAssignment.Scope.Length == 0 ? request.Parent : request.RoleAssignment.Scope,
            StartDate = request.RoleAssignment.StartDate,
            EndDate = request.RoleAssignment.EndDate,
            Reason = request.RoleAssignment.Reason,
        };
        if (AssignmentRules.Check(request.Parent, given, Caller.Current.Id).ToList() is { Count: > 0 } violations)
            throw Problem.Invalid(violations);
        await RequireScopeAsync(request.Parent, given.Scope, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                if (
                    await session.FindAsync<Principal>(
                        "SELECT * FROM principals WHERE name = @Principal",
                        new { given.Principal }
                    )
                    is not { } principal
                )
                    throw Problem.Invalid("role_assignment.principal", "NOT_FOUND", given.Principal);
                given.Name = $"{request.Parent}/roleAssignments/{Guid.CreateVersion7(session.Now):N}";
                given.PrincipalDisplayName = principal.DisplayName;
                await AssignmentTable.InsertAsync(session, given, "access.roleAssignment.created");
                return given;
            }
        );
    }

    private async Task RequireScopeAsync(string parent, string scope, ServerCallContext context)
    {
        if (parent == CallerGrants.Everywhere)
            return;
        var cancellation = context.CancellationToken;
        await organisation.GetProgrammeAsync(new() { Name = parent }, cancellationToken: cancellation);
        var exists =
            scope == parent
            || (
                scope.Contains("/bodies/", StringComparison.Ordinal)
                    ? await organisation.GetBodyAsync(new() { Name = scope }, cancellationToken: cancellation).ExistsAsync()
                    : await organisation.GetSubProjectAsync(new() { Name = scope }, cancellationToken: cancellation).ExistsAsync()
            );
        if (!exists)
            throw Problem.Invalid("role_assignment.scope", "NOT_FOUND", scope);
    }
}
