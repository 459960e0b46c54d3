using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.Sessions;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<LocalCredentials> UpdateLocalCredentials(
        UpdateLocalCredentialsRequest request,
        ServerCallContext context
    )
    {
        if (
            request.Change == CredentialChange.LinkUsed
            && LoginRule.Check(request.Credentials.Account, "local_account").ToList() is { Count: > 0 } wrong
        )
            throw Problem.Invalid(wrong);
        return database.WriteAsync(
            async session =>
            {
                var name = request.Credentials.Account.Name;
                await session.ExecuteAsync("UPDATE local_accounts SET etag = etag WHERE name = @name", new { name });
                var before = await LocalAccountTable.GetAsync(session, name);
                if (before.Disabled)
                    throw Problem.NotFound(name);
                Etags.Require(request.Credentials.Account.Etag, before.Etag, name);
                if (request.Change == CredentialChange.PasswordShown)
                {
                    await session.ExecuteAsync(
                        "UPDATE local_accounts SET failed_count = failed_count - 1 WHERE name = @name AND failed_count > 0",
                        new { name }
                    );
                    return await LocalAccountTable.CredentialsAsync(session, before);
                }
                // What is done to it from here on is the person's own act.
                Caller.Set(Caller.Current with { Id = before.Principal, DisplayName = before.DisplayName });
                if (request.Change == CredentialChange.LinkUsed)
                    await UseLinkAsync(session, before, request);
                await WriteAsync(session, name, request.Credentials);
                var after = await LocalAccountTable.GetAsync(session, name);
                Tell(session, request.Change, before, after);
                if (request.Change != CredentialChange.SignedIn)
                    await SessionTable.EndAsync(
                        session,
                        "principal = @Principal AND name <> @Kept",
                        new { before.Principal, Kept = request.KeptSession }
                    );
                return await LocalAccountTable.CredentialsAsync(session, after);
            },
            requestId: "",
            context.CancellationToken
        );
    }

    private static async Task UseLinkAsync(
        WriteSession session,
        LocalAccountTable.Row before,
        UpdateLocalCredentialsRequest request
    )
    {
        var account = request.Credentials.Account;
        var used = await session.ExecuteAsync(
            """
            UPDATE local_accounts SET link_hash = NULL, link_expire_time = NULL, link_resets = @No, login = @Login, login_key = @LoginKey
            WHERE name = @Name AND link_hash = @Hash AND link_expire_time > @Now
            """,
            new
            {
                No = false,
                Login = account.Login.Trim(),
                LoginKey = LoginRule.KeyOf(account.Login),
                account.Name,
                Hash = Convert.ToHexStringLower(request.LinkHash.Span),
                Now = Instants.ToMicroseconds(session.Now),
            }
        );
        if (used == 0)
            throw Problem.NotFound(account.Name);
        await LocalAccountTable.RequireFreeAsync(session, account.Login, account.Name);
        var principal = await Principals.PrincipalTable.GetAsync(session, before.Principal);
        if (principal.DisplayName == account.DisplayName.Trim() && principal.Email == LoginRule.EmailOf(account.Login.Trim()))
            return;
        (principal.DisplayName, principal.Email) = (account.DisplayName.Trim(), LoginRule.EmailOf(account.Login.Trim()));
        await Principals.PrincipalTable.WriteAsync(session, principal);
        session.Append("access.principal.updated", principal.Name, principal);
    }

    private static async Task WriteAsync(WriteSession session, string name, LocalCredentials credentials)
    {
        await session.ExecuteAsync(
            """
            UPDATE local_accounts SET password_hash = @PasswordHash, one_time_key = @OneTimeKey, one_time_step = @OneTimeStep, failed_count = 0,
                attempt_time = NULL, etag = @Etag
            WHERE name = @name
            """,
            new
            {
                credentials.PasswordHash,
                OneTimeKey = credentials.OneTimeKey.ToBase64(),
                credentials.OneTimeStep,
                Etag = Etags.New(),
                name,
            }
        );
        await session.ExecuteAsync("DELETE FROM local_account_recovery_codes WHERE local_account = @name", new { name });
        await session.ExecuteAsync(
            "INSERT INTO local_account_recovery_codes (local_account, code_hash) VALUES (@name, @Hash)",
            credentials.RecoveryCodeHashes.Select(h => new { name, Hash = h.ToBase64() }).ToList()
        );
        await session.ExecuteAsync("DELETE FROM local_account_passkeys WHERE local_account = @name", new { name });
        await session.ExecuteAsync(
            """
            INSERT INTO local_account_passkeys (credential_id, local_account, display_name, data, create_time)
            VALUES (@Id, @name, @DisplayName, @Data, @CreateTime)
            """,
            credentials
                .Passkeys.Select(k => new
                {
                    Id = k.CredentialId.ToBase64(),
                    name,
                    k.DisplayName,
                    Data = k.Data.ToBase64(),
                    CreateTime = k.CreateTime is null
                        ? Instants.ToMicroseconds(session.Now)
                        : Instants.ToMicroseconds(k.CreateTime),
                })
                .ToList()
        );
    }

    private static void Tell(
        WriteSession session,
        CredentialChange change,
        LocalAccountTable.Row before,
        LocalAccountTable.Row after
    )
    {
        var type = change switch
        {
            CredentialChange.LinkUsed => "linkUsed",
            CredentialChange.Password => "passwordChanged",
            CredentialChange.OneTimeCodes => "oneTimeCodesChanged",
            CredentialChange.RecoveryCodes => "recoveryCodesChanged",
            CredentialChange.Passkeys => "passkeysChanged",
            _ => before.RecoveryCodeCount > after.RecoveryCodeCount ? "recoveryCodeUsed" : "",
        };
        // A sign-in is told of by its session.
        if (type.Length > 0)
            session.Append($"access.localAccount.{type}", after.Name, after.ToAccount());
    }
}
