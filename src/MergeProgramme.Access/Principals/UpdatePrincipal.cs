using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<Principal> UpdatePrincipal(UpdatePrincipalRequest request, ServerCallContext context)
    {
        if (request.Principal.State == PrincipalState.Unspecified)
            throw Problem.Invalid("principal.state", "REQUIRED");
        // Somebody else must be left who can let them in again.
        if (request.Principal.Name == Caller.Current.Id)
            throw Problem.Precondition(request.Principal.Name, "SHUTS_OUT_SELF");
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var principal = await PrincipalTable.GetAsync(session, request.Principal.Name);
                Etags.Require(request.Principal.Etag, principal.Etag, principal.Name);
                var before = principal.Etag;
                principal.State = request.Principal.State;
                principal.Etag = Etags.New();
                await session.UpdateAsync(
                    "UPDATE principals SET state = @State, etag = @Etag WHERE name = @Name",
                    principal,
                    before
                );
                session.Append("access.principal.updated", principal.Name, principal);
                if (principal.State == PrincipalState.Disabled)
                    await SessionTable.EndAsync(session, "principal = @Name", new { principal.Name });
                return principal;
            }
        );
    }
}
