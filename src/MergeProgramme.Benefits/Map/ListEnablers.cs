using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<ListEnablersResponse> ListEnablers(ListEnablersRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await MeasureTable.GetAsync(session, request.Parent);
                var page = Page.Of(request);
                var rows = await session.QueryAsync<(long Position, string Name)>(
                    "SELECT position, name FROM enablers WHERE measure = @Parent AND position > @After ORDER BY position LIMIT @Limit",
                    new
                    {
                        request.Parent,
                        After = page.Number(0, 0),
                        page.Limit,
                    }
                );
                var response = new ListEnablersResponse();
                if (rows.Count == 0)
                    return response;
                var enablers = await session.QueryAsync<Enabler>(
                    $"SELECT {EnablerTable.Columns} FROM enablers WHERE measure = @Parent AND position BETWEEN @First AND @Last ORDER BY position",
                    new
                    {
                        request.Parent,
                        First = rows[0].Position,
                        Last = rows[^1].Position,
                    }
                );
                response.NextPageToken = page.Fill(
                    [.. enablers.Zip(rows)],
                    response.Enablers,
                    row => row.First,
                    row => [row.Second.Position.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
}
