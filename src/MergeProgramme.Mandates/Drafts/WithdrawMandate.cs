using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Mandate> WithdrawMandate(WithdrawMandateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var mandate = MandateLifecycle.Withdraw(current).NextOrThrow();
                await MandateTable.UpdateAsync(session, mandate, current.Etag);
                session.Append("mandates.mandate.withdrawn", mandate.Name, mandate);
                return mandate;
            }
        );
}
