using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListTenderAccessesResponse> ListTenderAccesses(
        ListTenderAccessesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var rows = await session.QueryAsync<AccessRow>(
                    """
                    SELECT tender, position, display_name, time, kind FROM tender_accesses
                    WHERE procurement_case = @Parent AND (time, tender, position) < (@Time, @Tender, @Position)
                    ORDER BY time DESC, tender DESC, position DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        Time = page.Number(0, long.MaxValue),
                        Tender = page.Key(1),
                        Position = page.Number(2, long.MaxValue),
                        page.Limit,
                    }
                );
                var response = new ListTenderAccessesResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.TenderAccesses,
                    row =>
                        new()
                        {
                            Tender = row.Tender,
                            DisplayName = row.DisplayName,
                            Time = Instants.ToTimestamp(row.Time),
                            Kind = row.Kind,
                        },
                    row =>
                        [
                            row.Time.ToString(CultureInfo.InvariantCulture),
                            row.Tender,
                            row.Position.ToString(CultureInfo.InvariantCulture),
                        ]
                );
                return response;
            },
            context.CancellationToken
        );

    private sealed class AccessRow
    {
        public string Tender { get; set; } = "";
        public long Position { get; set; }
        public string DisplayName { get; set; } = "";
        public long Time { get; set; }
        public TenderAccessKind Kind { get; set; }
    }
}
