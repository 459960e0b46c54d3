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
    public override async Task<Forecast> CreateForecast(CreateForecastRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var (year, kind) = (request.Forecast.Year, request.Forecast.Kind);
                var forecast = new Forecast
                {
                    Name = $"{request.Parent}/forecasts/{BudgetRules.ForecastId(year, kind)}",
                    Year = year,
                    Kind = kind,
                    Etag = Etags.New(),
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                var written = await session.ExecuteAsync(
                    """
                    INSERT INTO forecasts (name, programme, parent, year, kind, amount, etag, create_time)
                    VALUES (@Name, @Programme, @Parent, @Year, @Kind, 0, @Etag, @CreateTime) ON CONFLICT (name) DO NOTHING
                    """,
                    new
                    {
                        forecast.Name,
                        Programme = ResourceNames.Programme(forecast.Name),
                        request.Parent,
                        forecast.Year,
                        forecast.Kind,
                        forecast.Etag,
                        forecast.CreateTime,
                    }
                );
                if (written == 0)
                    throw Problem.AlreadyExists("forecast.kind", forecast.Name);
                await ForecastTable.StateAsync(session, request.Parent, forecast, request.Statement);
                session.Append("mandates.forecast.created", forecast.Name, forecast);
                return forecast;
            }
        );
    }
}
