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
    public override Task<Commitment> UpdateCommitment(UpdateCommitmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await CommitmentTable.GetOpenAsync(session, request.Commitment.Name, request.Commitment.Etag);
                var commitment = FieldMasks.Apply(request.UpdateMask, request.Commitment, current);
                Violation[] wrong = [.. BudgetRules.Check(commitment)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                await CommitmentTable.UpdateAsync(session, commitment);
                session.Append("mandates.commitment.updated", commitment.Name, commitment);
                return commitment;
            }
        );
}
