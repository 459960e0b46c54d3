using Grpc.Core;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<EndSessionsResponse> EndSessions(EndSessionsRequest request, ServerCallContext context)
    {
        var (where, parameters) = Which(request);
        return database.WriteAsync(
            request,
            context,
            async session => new EndSessionsResponse { EndedCount = await SessionTable.EndAsync(session, where, parameters) }
        );
    }

    private static (string Where, object Parameters) Which(EndSessionsRequest request)
    {
        if (request.KeyHash.Length > 0)
            return ("key_hash = @KeyHash", new { KeyHash = SessionTable.Hash(request.KeyHash) });
        if (request.Issuer.Length == 0)
            throw Problem.Invalid("issuer", "REQUIRED");
        if (request.ProviderSession.Length == 0 && request.Subject.Length == 0)
            throw Problem.Invalid("provider_session", "REQUIRED");
        return (
            """
            issuer = @Issuer AND (@ProviderSession = '' OR provider_session = @ProviderSession)
            AND (@Subject = '' OR principal IN (SELECT name FROM principals WHERE issuer = @Issuer AND subject = @Subject))
            """,
            new
            {
                request.Issuer,
                request.ProviderSession,
                request.Subject,
            }
        );
    }
}
