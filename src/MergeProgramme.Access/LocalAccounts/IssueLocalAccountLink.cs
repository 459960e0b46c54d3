using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<LocalAccountLink> IssueLocalAccountLink(
        IssueLocalAccountLinkRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            async session =>
            {
                var account = (await LocalAccountTable.GetAsync(session, request.Name)).ToAccount();
                // A stolen session must not become a stolen account.
                if (account.Principal == Caller.Current.Id)
                    throw Problem.Precondition(account.Name, "LINK_TO_SELF");
                if (account.Disabled)
                    throw Problem.Precondition(account.Name, "ACCOUNT_DISABLED");
                return await LocalAccountTable.LinkAsync(session, account.Name, LinkSecrets.Life, request.ResetsSecondFactor);
            },
            requestId: "",
            context.CancellationToken
        );
}
