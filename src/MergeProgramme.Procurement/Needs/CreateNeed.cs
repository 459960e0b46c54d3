using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Need> CreateNeed(CreateNeedRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        NeedRules.Require(request.Parent, request.Need);
        await RequireSubProjectAsync("need.sub_project", request.Need.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var need = request.Need.Clone();
                need.Name = await NewNames.ChooseAsync(
                    session,
                    "needs",
                    $"{request.Parent}/needs",
                    request.NeedId,
                    "need_id",
                    need.Title
                );
                if (need.State == NeedState.Unspecified)
                    need.State = NeedState.Raised;
                // Only the decision on a mandate says that a mandate raised it.
                need.SourceMandate = need.SourceMandateTitle = "";
                await NeedTable.InsertAsync(session, request.Parent, need);
                return need;
            }
        );
    }
}
