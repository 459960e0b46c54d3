using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListContractsResponse> ListContracts(ListContractsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var response = new ListContractsResponse();
                response.NextPageToken = Page.Of(request)
                    .FillOf(await AwardTable.ContractsAsync(session, request.Parent), response.Contracts);
                return response;
            },
            context.CancellationToken
        );
}
