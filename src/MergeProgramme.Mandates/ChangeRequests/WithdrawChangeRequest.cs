using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ChangeRequest> WithdrawChangeRequest(WithdrawChangeRequestRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ChangeRequestTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var change = ChangeRequestLifecycle.Withdraw(current, request.Reason).NextOrThrow();
                await ChangeRequestTable.UpdateAsync(session, change, current);
                session.Append("mandates.changeRequest.withdrawn", change.Name, change);
                return change;
            }
        );
}
