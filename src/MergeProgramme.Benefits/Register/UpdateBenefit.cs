using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Benefit> UpdateBenefit(UpdateBenefitRequest request, ServerCallContext context)
    {
        if (FieldMasks.Takes(request.UpdateMask, "sub_project"))
            await RequireSubProjectAsync("benefit.sub_project", request.Benefit.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await BenefitTable.GetAsync(session, request.Benefit.Name);
                Etags.Require(request.Benefit.Etag, current.Etag, current.Name);
                var benefit = FieldMasks.Apply(request.UpdateMask, request.Benefit, current);
                await BenefitTable.RequireReferencesAsync(session, ResourceNames.Programme(benefit.Name), benefit);
                var (_, receiver) = await HandoverTable.ReceiverAsync(session, benefit.Name);
                if (
                    HandoverRules.CheckOwner("benefit.owner", current.Owner, benefit.Owner, receiver).ToList() is
                    { Count: > 0 } other
                )
                    throw Problem.Invalid(other);
                await BenefitTable.UpdateAsync(session, benefit, current.Etag);
                await KeptTotals.MoveAsync(session, benefit.Name, current.Goal, benefit.Goal);
                session.Append("benefits.benefit.updated", benefit.Name, benefit);
                return benefit;
            }
        );
    }
}
