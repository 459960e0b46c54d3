using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListForecastsResponse> ListForecasts(ListForecastsRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                var forecasts = await session.QueryAsync<Forecast>(
                    $"""
                    SELECT * FROM forecasts
                    WHERE {RegisterPlace.Condition} AND (parent, name) > (@AfterParent, @AfterName)
                    ORDER BY parent, name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        AfterParent = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                await ForecastTable.FillAsync(session, forecasts);
                var response = new ListForecastsResponse();
                response.NextPageToken = page.Fill(
                    forecasts,
                    response.Forecasts,
                    one => [ResourceNames.Parent(one.Name), one.Name],
                    one => Caller.Current.May("mandates.read", one.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
