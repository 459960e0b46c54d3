using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListLedgerTertialRowsResponse> ListLedgerTertialRows(
        ListLedgerTertialRowsRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.Parent);
        var tertial = TertialTable.Of(request.Parent);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var after = page.Number(0, 0);
                // Of a tertial before the first that was closed nothing was kept: it reads as it stands, and nothing of it changes.
                var rows = await session.FindAsync<string>(
                    "SELECT name FROM tertial_closings WHERE name = @Parent",
                    new { request.Parent }
                )
                    is null
                    ? await TertialTable.OpenRowsAsync(
                        session,
                        programme,
                        tertial,
                        request.UnreportedOnly,
                        request.Measure,
                        after,
                        page.Limit
                    )
                    : await TertialTable.ClosedRowsAsync(
                        session,
                        request.Parent,
                        request.UnreportedOnly,
                        request.Measure,
                        after,
                        page.Limit
                    );
                var response = new ListLedgerTertialRowsResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Rows,
                    row => row.Row,
                    row => [row.Position.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
