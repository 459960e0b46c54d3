using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    private const string FirstLogin = "administrator";

    public override Task<LocalAccountLink> EnsureAdministrator(EnsureAdministratorRequest request, ServerCallContext context) =>
        database.WriteAsync(
            async session =>
            {
                var administrators = await session.QueryAsync<(string Name, bool CanSignIn)>(
                    """
                    SELECT a.name, a.password_hash <> '' OR EXISTS (SELECT 1 FROM local_account_passkeys k WHERE k.local_account = a.name)
                    FROM local_accounts a JOIN principals p ON p.name = a.principal
                    WHERE p.state = @Active AND EXISTS
                        (SELECT 1 FROM role_assignments r WHERE r.principal = p.name AND r.role = @Administrator AND r.scope = @Everywhere)
                    ORDER BY a.name
                    """,
                    new
                    {
                        PrincipalState.Active,
                        Role.Administrator,
                        CallerGrants.Everywhere,
                    }
                );
                if (administrators.Exists(a => a.CanSignIn))
                    return new LocalAccountLink();
                var name = administrators.Count > 0 ? administrators[0].Name : await FirstAsync(session);
                return await LocalAccountTable.LinkAsync(session, name, LinkSecrets.FirstLife, resetsSecondFactor: true);
            },
            requestId: "",
            context.CancellationToken
        );

    private static async Task<string> FirstAsync(Platform.Data.WriteSession session)
    {
        var login = FirstLogin;
        for (
            var number = 2;
            await LocalAccountTable.FindAsync(session, "a.login_key = @login", new { login }) is not null;
            number++
        )
            login = $"{FirstLogin}{number}";
        var account = (await LocalAccountTable.InsertAsync(session, login, "Administrator")).ToAccount();
        session.Append("access.localAccount.created", account.Name, account);
        await AssignmentTable.InsertAsync(
            session,
            new()
            {
                Name = $"{CallerGrants.Everywhere}/roleAssignments/{Guid.CreateVersion7(session.Now):N}",
                Principal = account.Principal,
                Role = Role.Administrator,
                Scope = CallerGrants.Everywhere,
            },
            "access.roleAssignment.created"
        );
        return account.Name;
    }
}
