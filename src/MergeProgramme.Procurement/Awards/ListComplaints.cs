using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
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
                await CaseTable.GetAsync(session, request.Parent, clock.Today());
                var page = Page.Of(request);
                // A few at most.
                var rest = (await AwardTable.ComplaintsAsync(session, request.Parent))
                    .Index()
                    .Where(a => a.Index > page.Number(0, -1))
                    .Take(page.Limit)
                    .ToList();
                var response = new ListComplaintsResponse();
                response.NextPageToken = page.Fill(
                    rest,
                    response.Complaints,
                    a => a.Item,
                    a => [a.Index.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
}
