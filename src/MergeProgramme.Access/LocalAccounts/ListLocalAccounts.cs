using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListLocalAccountsResponse> ListLocalAccounts(
        ListLocalAccountsRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await LocalAccountTable.ListAsync(session, page.Key(0), page.Limit);
                var response = new ListLocalAccountsResponse();
                response.NextPageToken = page.Fill(rows, response.LocalAccounts, row => row.ToAccount(), row => [row.LoginKey]);
                return response;
            },
            context.CancellationToken
        );
}
