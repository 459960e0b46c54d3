using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListAwardsResponse> ListAwards(ListAwardsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var response = new ListAwardsResponse();
                response.NextPageToken = Page.Of(request)
                    .FillOf(await AwardTable.AllAsync(session, request.Parent), response.Awards);
                return response;
            },
            context.CancellationToken
        );
}
