using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    // Not every request is worth a write.
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    public override async Task<FindSessionResponse> FindSession(FindSessionRequest request, ServerCallContext context)
    {
        var keyHash = SessionTable.Hash(request.KeyHash);
        var (found, ticket) = await database.ReadAsync(
            async session =>
                (
                    await session.FindAsync<V1.Session>(
                        $"""
                        SELECT {SessionTable.Columns} FROM sessions
                        WHERE key_hash = @keyHash AND principal IN (SELECT name FROM principals WHERE state = @Active)
                        """,
                        new { keyHash, PrincipalState.Active }
                    ),
                    await session.FindAsync<string>("SELECT ticket FROM sessions WHERE key_hash = @keyHash", new { keyHash })
                ),
            context.CancellationToken
        );
        var now = time.GetUtcNow();
        if (
            found is null
            || ticket is null
            || !limits.IsOpen(found.LastSeenTime.ToDateTimeOffset(), found.ExpireTime.ToDateTimeOffset(), now)
        )
            throw Problem.NotFound("principals/-/sessions/-");
        if (now - found.LastSeenTime.ToDateTimeOffset() >= SeenPrecision)
        {
            found.LastSeenTime = Instants.ToTimestamp(now);
            await database.WriteAsync(
                session => session.ExecuteAsync("UPDATE sessions SET last_seen_time = @LastSeenTime WHERE name = @Name", found),
                requestId: "",
                context.CancellationToken
            );
        }
        return new() { Session = found, Ticket = ByteString.FromBase64(ticket) };
    }
}
