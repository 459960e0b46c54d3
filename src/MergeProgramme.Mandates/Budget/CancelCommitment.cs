using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Commitment> CancelCommitment(CancelCommitmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var commitment = await CommitmentTable.GetOpenAsync(session, request.Name, request.Etag);
                (commitment.State, commitment.CancelReason) = (CommitmentState.Cancelled, request.Reason);
                await CommitmentTable.UpdateAsync(session, commitment);
                session.Append("mandates.commitment.cancelled", commitment.Name, commitment);
                return commitment;
            }
        );
}
