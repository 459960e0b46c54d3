using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<ListIndicatorSeriesResponse> ListIndicatorSeries(
        ListIndicatorSeriesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await IndicatorTable.GetAsync(session, request.Parent);
                var page = Page.Of(request);
                var series = await session.QueryAsync<IndicatorSeries>(
                    """
                    SELECT municipality, municipality_display_name FROM indicator_series
                    WHERE indicator = @Parent AND (@First = 1 OR municipality > @After)
                    ORDER BY municipality LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        // The whole programme's number is empty, and sorts as the first page's token does.
                        First = page.IsFirst ? 1 : 0,
                        After = page.Key(0),
                        page.Limit,
                    }
                );
                var response = new ListIndicatorSeriesResponse();
                response.NextPageToken = page.Fill(series, response.Series, s => [s.Municipality]);
                return response;
            },
            context.CancellationToken
        );
}
