using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListLedgerTertialsResponse> ListLedgerTertials(
        ListLedgerTertialsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var response = new ListLedgerTertialsResponse();
                var page = Page.Of(request);
                var today = clock.Today();
                var running = Tertial.Of(today);
                if (await TertialTable.FirstAsync(session, request.Parent) is not { } first || first > running)
                    return response;
                // How many tertials back the page begins.
                var from = Math.Clamp(page.Number(0, -1) + 1, 0, running.Since(first) + 1);
                var closed = await TertialTable.ClosedAsync(session, request.Parent);
                if (closed is { } last && last.Plus(1) < running)
                    response.NextToClose = TertialTable.NameOf(request.Parent, last.Plus(1));
                List<(long Back, LedgerTertial Tertial)> rows = [];
                for (var back = from; back <= running.Since(first) && rows.Count < page.Limit; back++)
                    rows.Add(
                        (back, await TertialTable.ReadAsync(session, request.Parent, running.Plus(-(int)back), closed, today))
                    );
                response.NextPageToken = page.Fill(
                    rows,
                    response.LedgerTertials,
                    row => row.Tertial,
                    row => [row.Back.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
