using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListComplaintsResponse> ListComplaints(ListComplaintsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var response = new ListComplaintsResponse();
                response.NextPageToken = Page.Of(request)
                    .FillOf(await AwardTable.ComplaintsAsync(session, request.Parent), response.Complaints);
                return response;
            },
            context.CancellationToken
        );
}
