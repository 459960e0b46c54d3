using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<LocalAccount> CreateLocalAccount(CreateLocalAccountRequest request, ServerCallContext context)
    {
        if (LoginRule.Check(request.LocalAccount, "local_account").ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var asked = request.LocalAccount;
                var row = await LocalAccountTable.InsertAsync(session, asked.Login.Trim(), asked.DisplayName.Trim());
                var created = row.ToAccount();
                session.Append("access.localAccount.created", created.Name, created);
                return created;
            }
        );
    }
}
