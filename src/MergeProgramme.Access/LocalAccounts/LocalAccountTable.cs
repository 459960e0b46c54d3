using Google.Protobuf;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access.LocalAccounts;

/// <summary>The SQL that several readers and writers of local accounts share.</summary>
internal static class LocalAccountTable
{
    /// <summary>Issuer of the principals that local accounts sign in as.</summary>
    public const string Issuer = "local";

    private const string Shown = """
        a.name, a.principal, a.login, p.display_name, a.password_hash <> '' AS has_password, a.one_time_key <> '' AS has_one_time_codes,
        (SELECT COUNT(*) FROM local_account_passkeys k WHERE k.local_account = a.name) AS passkey_count,
        (SELECT COUNT(*) FROM local_account_recovery_codes c WHERE c.local_account = a.name) AS recovery_code_count,
        a.link_expire_time, p.state <> 1 AS disabled, a.etag, a.create_time, a.failed_count, a.attempt_time, a.password_hash, a.one_time_key,
        a.one_time_step, a.link_resets, a.login_key
        FROM local_accounts a JOIN principals p ON p.name = a.principal
        """;

    /// <summary>The accounts, by login, behind a login.</summary>
    public static Task<List<Row>> ListAsync(Session session, string after, int limit) =>
        session.QueryAsync<Row>(
            $"SELECT {Shown} WHERE a.login_key > @after ORDER BY a.login_key LIMIT @limit",
            new { after, limit }
        );

    /// <summary>The one account of a condition on <c>a</c> and <c>p</c>; null where there is none.</summary>
    public static Task<Row?> FindAsync(Session session, string where, object parameters) =>
        session.FindAsync<Row>($"SELECT {Shown} WHERE {where}", parameters);

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Row> GetAsync(Session session, string name) =>
        await FindAsync(session, "a.name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>An account with what shows who it is.</summary>
    public static async Task<LocalCredentials> CredentialsAsync(Session session, Row row)
    {
        var credentials = new LocalCredentials
        {
            Account = row.ToAccount(),
            PasswordHash = row.PasswordHash,
            OneTimeKey = ByteString.FromBase64(row.OneTimeKey),
            OneTimeStep = row.OneTimeStep,
            LinkResetsSecondFactor = row.LinkResets,
        };
        var account = new { row.Name };
        foreach (
            var code in await session.QueryAsync<string>(
                "SELECT code_hash FROM local_account_recovery_codes WHERE local_account = @Name ORDER BY code_hash",
                account
            )
        )
            credentials.RecoveryCodeHashes.Add(ByteString.FromBase64(code));
        foreach (
            var passkey in await session.QueryAsync<PasskeyRow>(
                "SELECT credential_id, display_name, data, create_time FROM local_account_passkeys WHERE local_account = @Name ORDER BY create_time, credential_id",
                account
            )
        )
        {
            credentials.Passkeys.Add(
                new Passkey
                {
                    CredentialId = ByteString.FromBase64(passkey.CredentialId),
                    DisplayName = passkey.DisplayName,
                    Data = ByteString.FromBase64(passkey.Data),
                    CreateTime = Instants.ToTimestamp(passkey.CreateTime),
                }
            );
        }
        return credentials;
    }

    /// <summary>A new principal and its account, without anything to sign in with.</summary>
    /// <exception cref="Problem">ALREADY_EXISTS: somebody has the login.</exception>
    public static async Task<Row> InsertAsync(WriteSession session, string login, string displayName)
    {
        await RequireFreeAsync(session, login, "");
        var id = Guid.CreateVersion7(session.Now).ToString("N");
        var principal = new Principal
        {
            Name = $"principals/{id}",
            DisplayName = displayName,
            Email = LoginRule.EmailOf(login),
            Kind = PrincipalKind.Person,
            Issuer = Issuer,
            Subject = id,
            State = PrincipalState.Active,
            CreateTime = Instants.ToTimestamp(session.Now),
            LastSeenTime = Instants.ToTimestamp(session.Now),
            Etag = Etags.New(),
        };
        await Principals.PrincipalTable.WriteAsync(session, principal);
        session.Append("access.principal.created", principal.Name, principal);
        await session.ExecuteAsync(
            """
            INSERT INTO local_accounts (name, principal, login, login_key, password_hash, one_time_key, one_time_step, failed_count, link_resets,
                etag, create_time)
            VALUES (@Name, @Principal, @login, @LoginKey, '', '', 0, 0, @No, @Etag, @CreateTime)
            """,
            new
            {
                Name = $"localAccounts/{id}",
                Principal = principal.Name,
                login,
                LoginKey = LoginRule.KeyOf(login),
                No = false,
                Etag = Etags.New(),
                principal.CreateTime,
            }
        );
        return await GetAsync(session, $"localAccounts/{id}");
    }

    /// <exception cref="Problem">ALREADY_EXISTS: somebody else has the login.</exception>
    public static async Task RequireFreeAsync(Session session, string login, string account)
    {
        var key = LoginRule.KeyOf(login);
        if (
            await session.FindAsync<string>(
                "SELECT name FROM local_accounts WHERE login_key = @key AND name <> @account",
                new { key, account }
            )
            is not null
        )
            throw Problem.Taken("local_account.login", "LOGIN_TAKEN", login);
    }

    /// <summary>Gives the account a new link; an earlier one is void.</summary>
    public static async Task<LocalAccountLink> LinkAsync(
        WriteSession session,
        string name,
        TimeSpan life,
        bool resetsSecondFactor
    )
    {
        var link = new LocalAccountLink { Secret = LinkSecrets.New(), ExpireTime = Instants.ToTimestamp(session.Now + life) };
        await session.ExecuteAsync(
            "UPDATE local_accounts SET link_hash = @Hash, link_expire_time = @ExpireTime, link_resets = @resetsSecondFactor, etag = @Etag WHERE name = @name",
            new
            {
                Hash = LinkSecrets.Hash(link.Secret),
                link.ExpireTime,
                resetsSecondFactor,
                Etag = Etags.New(),
                name,
            }
        );
        link.LocalAccount = (await GetAsync(session, name)).ToAccount();
        session.Append("access.localAccount.linkIssued", name, link.LocalAccount);
        return link;
    }

    /// <summary>A row with what belongs to it, as it is read.</summary>
    internal sealed class Row
    {
        public string Name { get; init; } = "";
        public string Principal { get; init; } = "";
        public string Login { get; init; } = "";
        public string LoginKey { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public bool HasPassword { get; init; }
        public bool HasOneTimeCodes { get; init; }
        public long PasskeyCount { get; init; }
        public long RecoveryCodeCount { get; init; }
        public long? LinkExpireTime { get; init; }
        public bool Disabled { get; init; }
        public string Etag { get; init; } = "";
        public long CreateTime { get; init; }
        public int FailedCount { get; init; }
        public long? AttemptTime { get; init; }
        public string PasswordHash { get; init; } = "";
        public string OneTimeKey { get; init; } = "";
        public long OneTimeStep { get; init; }
        public bool LinkResets { get; init; }

        /// <summary>Until when no attempt is looked at; null where the next one is.</summary>
        public DateTimeOffset? ClosedUntil =>
            AttemptRule.ClosedUntil(FailedCount, AttemptTime is { } last ? Instants.ToTimestamp(last).ToDateTimeOffset() : null);

        public LocalAccount ToAccount() =>
            new()
            {
                Name = Name,
                Principal = Principal,
                Login = Login,
                DisplayName = DisplayName,
                HasPassword = HasPassword,
                HasOneTimeCodes = HasOneTimeCodes,
                PasskeyCount = (int)PasskeyCount,
                RecoveryCodeCount = (int)RecoveryCodeCount,
                LinkExpireTime = LinkExpireTime is { } expires ? Instants.ToTimestamp(expires) : null,
                ClosedUntilTime = ClosedUntil is { } closed ? Instants.ToTimestamp(closed) : null,
                Disabled = Disabled,
                Etag = Etag,
                CreateTime = Instants.ToTimestamp(CreateTime),
            };
    }

    private sealed class PasskeyRow
    {
        public string CredentialId { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Data { get; init; } = "";
        public long CreateTime { get; init; }
    }
}
