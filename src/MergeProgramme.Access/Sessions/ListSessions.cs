using Grpc.Core;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        RequireOwnOrAdministrator(request.Parent);
        return database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var now = time.GetUtcNow();
                var sessions = await session.QueryAsync<V1.Session>(
                    $"""
                    SELECT {SessionTable.Columns} FROM sessions
                    WHERE principal = @Parent AND expire_time > @Now AND last_seen_time > @Seen AND (-last_seen_time, name) > (@AfterSeen, @AfterName)
                    ORDER BY -last_seen_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        Now = Instants.ToTimestamp(now),
                        Seen = Instants.ToTimestamp(now - limits.Idle),
                        AfterSeen = page.Number(0, long.MinValue),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListSessionsResponse();
                response.NextPageToken = page.Fill(
                    sessions,
                    response.Sessions,
                    s => [$"{-Instants.ToMicroseconds(s.LastSeenTime)}", s.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }

    /// <exception cref="Problem">PERMISSION_DENIED for anybody else, whether there is such a principal or not.</exception>
    private static void RequireOwnOrAdministrator(string principal)
    {
        if (principal != Caller.Current.Id && !Caller.Current.May("access.administer", CallerGrants.Everywhere))
            throw Problem.Denied("access.administer");
    }
}
