using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<LocalCredentials> FindLocalAccount(FindLocalAccountRequest request, ServerCallContext context)
    {
        var (where, parameters) = Which(request);
        return request.Attempt
            ? database.WriteAsync(session => AttemptAsync(session, where, parameters), requestId: "", context.CancellationToken)
            : database.ReadAsync(session => FindAsync(session, where, parameters), context.CancellationToken);
    }

    private static async Task<LocalCredentials> FindAsync(Session session, string where, object parameters)
    {
        var row = await LocalAccountTable.FindAsync(session, where, parameters);
        if (row is null or { Disabled: true })
            throw Problem.NotFound("localAccounts/-");
        return await LocalAccountTable.CredentialsAsync(session, row);
    }

    /// <summary>Counts before it answers: of attempts that come at once each is counted, and none is looked at while the account is closed.</summary>
    private static async Task<LocalCredentials> AttemptAsync(WriteSession session, string where, object parameters)
    {
        var found = await LocalAccountTable.FindAsync(session, where, parameters);
        if (found is null or { Disabled: true })
            throw Problem.NotFound("localAccounts/-");
        // With PostgreSQL the row is ours from here on.
        await session.ExecuteAsync("UPDATE local_accounts SET etag = etag WHERE name = @Name", new { found.Name });
        var row = await LocalAccountTable.GetAsync(session, found.Name);
        if (row.ClosedUntil > session.Now)
            throw Problem.Precondition(row.Name, "ACCOUNT_CLOSED");
        await session.ExecuteAsync(
            "UPDATE local_accounts SET failed_count = failed_count + 1, attempt_time = @Now WHERE name = @Name",
            new { row.Name, Now = Instants.ToMicroseconds(session.Now) }
        );
        // One line for each time that it closes: an attack is seen, and does not fill the log.
        if (row.FailedCount + 1 >= AttemptRule.Free)
            session.Append("access.localAccount.closed", row.Name, row.ToAccount());
        return await LocalAccountTable.CredentialsAsync(session, row);
    }

    private (string Where, object Parameters) Which(FindLocalAccountRequest request)
    {
        List<(string, object)> asked = [];
        if (request.Login.Length > 0)
            asked.Add(("a.login_key = @Key", new { Key = LoginRule.KeyOf(request.Login) }));
        if (request.Name.Length > 0)
            asked.Add(("a.name = @Name", new { request.Name }));
        if (request.Principal.Length > 0)
            asked.Add(("a.principal = @Principal", new { request.Principal }));
        if (request.LinkHash.Length > 0)
            asked.Add(("a.link_hash = @Hash AND a.link_expire_time > @Now", LinkOf(request.LinkHash)));
        if (request.CredentialId.Length > 0)
            asked.Add(
                (
                    "a.name = (SELECT local_account FROM local_account_passkeys WHERE credential_id = @Id)",
                    new { Id = request.CredentialId.ToBase64() }
                )
            );
        return asked is [var one] ? one : throw Problem.Invalid("login", "REQUIRED");
    }

    private object LinkOf(ByteString hash) =>
        new { Hash = Convert.ToHexStringLower(hash.Span), Now = Instants.ToMicroseconds(time.GetUtcNow()) };
}
