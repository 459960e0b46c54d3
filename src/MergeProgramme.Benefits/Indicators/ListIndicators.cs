using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var indicators = await session.QueryAsync<Indicator>(
                    $"""
                    SELECT {IndicatorTable.Columns} FROM indicators
                    WHERE parent = @Parent AND (@Benefit = '' OR benefit = @Benefit)
                      AND (create_time, name) > (@After, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Benefit,
                        After = page.Number(0, 0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListIndicatorsResponse();
                response.NextPageToken = page.Fill(
                    indicators,
                    response.Indicators,
                    i => [Instants.ToMicroseconds(i.CreateTime).ToString(CultureInfo.InvariantCulture), i.Name]
                );
                foreach (var indicator in response.Indicators)
                {
                    indicator.Latest = await MeasurementTable.LatestAsync(session, indicator.Name, indicator.Municipality);
                    IndicatorRules.Tell(indicator);
                }
                return response;
            },
            context.CancellationToken
        );
    }
}
