using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<Empty> DeleteSession(DeleteSessionRequest request, ServerCallContext context)
    {
        RequireOwnOrAdministrator(SessionTable.PrincipalOf(request.Name));
        return database.WriteAsync(
            request,
            context,
            async session =>
                await SessionTable.EndAsync(session, "name = @Name", new { request.Name }) > 0
                    ? new Empty()
                    : throw Problem.NotFound(request.Name)
        );
    }
}
