using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListCriteriaResponse> ListCriteria(ListCriteriaRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var response = new ListCriteriaResponse();
                response.NextPageToken = Page.Of(request)
                    .FillOf(await CriterionTable.AllAsync(session, request.Parent), response.Criteria);
                return response;
            },
            context.CancellationToken
        );
}
