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
    public override Task<Forecast> RestateForecast(RestateForecastRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var forecast = await ForecastTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, forecast.Etag, forecast.Name);
                await ForecastTable.StateAsync(session, ResourceNames.Parent(forecast.Name), forecast, request.Statement);
                session.Append("mandates.forecast.restated", forecast.Name, forecast);
                return forecast;
            }
        );
}
