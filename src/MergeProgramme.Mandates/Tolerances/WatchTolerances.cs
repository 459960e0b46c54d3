using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>Measures all tolerances when the host starts and on each new day: a day that passes makes things late, and nobody writes that.</summary>
internal sealed class WatchTolerances(
    [FromKeyedServices(MandatesModule.Name)] ModuleDatabase database,
    MeasureTolerances measure,
    TimeProvider time,
    ILogger<WatchTolerances> log
) : BackgroundService
{
    // A new day is seen soon, the demonstration's clock too.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Caller.Set(Caller.Internal("mandates.watch-tolerances"));
        DateOnly last = default;
        try
        {
            while (true)
            {
                await Task.Delay(Look, time, stoppingToken);
                var today = time.Today();
                if (today != last && await TryAsync(stoppingToken))
                    last = today;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; the next start measures.
        }
    }

    /// <summary>Measures all.</summary>
    /// <returns>How many alarms were raised or ended.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var programmes = await database.ReadAsync(
            session => session.QueryAsync<string>("SELECT DISTINCT programme FROM tolerances ORDER BY programme"),
            cancellation
        );
        var changed = 0;
        foreach (var programme in programmes)
            changed += await database.WriteAsync(
                session => measure.RunAsync(session, programme, MeasureTolerances.All, cancellation),
                "",
                cancellation
            );
        return changed;
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            var changed = await RunAsync(cancellation);
            if (changed > 0)
                log.LogInformation("{Count} alarms of tolerances were raised or ended", changed);
            return true;
        }
        catch (Exception e) when (e is DatabaseBusyException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "Tolerances could not be measured; tried again soon");
            return false;
        }
    }
}
