using Grpc.Core;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Benefit> CreateBenefit(CreateBenefitRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await RequireSubProjectAsync("benefit.sub_project", request.Benefit.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var benefit = request.Benefit.Clone();
                await BenefitTable.RequireReferencesAsync(session, request.Parent, benefit);
                benefit.Name = await NewNames.ChooseAsync(
                    session,
                    "benefits",
                    $"{request.Parent}/benefits",
                    request.BenefitId,
                    "benefit_id",
                    benefit.Text
                );
                // Only the decision on a mandate says that a mandate expects it.
                benefit.SourceMandate = benefit.SourceMandateTitle = "";
                await BenefitTable.InsertAsync(session, request.Parent, benefit);
                return benefit;
            }
        );
    }
}
