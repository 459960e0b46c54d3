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
    public override Task<V1.Session> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        var keyHash = SessionTable.Hash(request.KeyHash);
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var principal = await PrincipalTable.GetAsync(session, request.Parent);
                if (principal.State != PrincipalState.Active)
                    throw Problem.Denied("access");
                // The sign-in is the person's own act.
                var caller = Caller.Current;
                Caller.Set(caller with { Id = principal.Name, DisplayName = principal.DisplayName });
                var opened = new V1.Session
                {
                    Name = $"{principal.Name}/sessions/{Guid.CreateVersion7(session.Now):N}",
                    Issuer = request.Session.Issuer,
                    ProviderSession = request.Session.ProviderSession,
                    CreateTime = Instants.ToTimestamp(session.Now),
                    LastSeenTime = Instants.ToTimestamp(session.Now),
                    ExpireTime = Instants.ToTimestamp(session.Now + limits.Absolute),
                    Origin = caller.Origin,
                    UserAgent = request.Session.UserAgent,
                    PrincipalDisplayName = principal.DisplayName,
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO sessions (name, key_hash, principal, issuer, provider_session, create_time, last_seen_time, expire_time, origin,
                        user_agent, ticket)
                    VALUES (@Name, @keyHash, @Parent, @Issuer, @ProviderSession, @CreateTime, @LastSeenTime, @ExpireTime, @Origin, @UserAgent,
                        @Ticket)
                    """,
                    new
                    {
                        opened.Name,
                        keyHash,
                        request.Parent,
                        opened.Issuer,
                        opened.ProviderSession,
                        opened.CreateTime,
                        opened.LastSeenTime,
                        opened.ExpireTime,
                        opened.Origin,
                        opened.UserAgent,
                        Ticket = request.Ticket.ToBase64(),
                    }
                );
                session.Append("access.session.created", opened.Name, SessionTable.Told(opened));
                // What ran out by itself is nobody's act, and goes without an event.
                await session.ExecuteAsync(
                    "DELETE FROM sessions WHERE expire_time <= @Now OR last_seen_time <= @Seen",
                    new { Now = opened.CreateTime, Seen = Instants.ToTimestamp(session.Now - limits.Idle) }
                );
                return opened;
            }
        );
    }
}
