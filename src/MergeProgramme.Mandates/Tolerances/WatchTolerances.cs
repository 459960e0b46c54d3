using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>
/// Measures all tolerances when the host starts and on each new day: a day that passes makes things late, and nobody writes that. Those of benefit also where
/// measures have changed: benefits is asked, which no write may wait for.
/// </summary>
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
                if (today != last)
                    last = await TryAsync(RunAsync, stoppingToken) ? today : last;
                else
                    await TryAsync(RunDueAsync, stoppingToken);
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
        var (programmes, withBenefit) = await database.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<string>("SELECT DISTINCT programme FROM tolerances ORDER BY programme"),
                    await ToleranceTable.WithBenefitAsync(session)
                ),
            cancellation
        );
        var changed = 0;
        foreach (var programme in programmes)
        {
            var benefit = await measure.BenefitAsync(withBenefit[programme], cancellation);
            changed += await database.WriteAsync(
                session => MeasureTolerances.RunAsync(session, programme, MeasureTolerances.All, benefit),
                "",
                cancellation
            );
        }
        return changed;
    }

    /// <summary>Measures the tolerances of benefit where measures have changed. What benefits does not answer to stays due.</summary>
    /// <returns>How many alarms were raised or ended.</returns>
    internal async Task<int> RunDueAsync(CancellationToken cancellation = default)
    {
        var (due, withBenefit) = await database.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<(string Programme, long Versions)>("SELECT programme, versions FROM tolerances_due"),
                    await ToleranceTable.WithBenefitAsync(session)
                ),
            cancellation
        );
        var changed = 0;
        foreach (var (programme, versions) in due)
        {
            var asked = withBenefit[programme].ToList();
            var benefit = await measure.BenefitAsync(asked, cancellation);
            changed += await database.WriteAsync(
                async session =>
                {
                    if (benefit.Count == asked.Count)
                        await session.ExecuteAsync(
                            "DELETE FROM tolerances_due WHERE programme = @programme AND versions = @versions",
                            new { programme, versions }
                        );
                    return await MeasureTolerances.RunAsync(session, programme, [ToleranceDimension.Benefit], benefit);
                },
                "",
                cancellation
            );
        }
        return changed;
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            var changed = await run(cancellation);
            if (changed > 0)
                log.LogInformation("{Count} alarms of tolerances were raised or ended", changed);
            return true;
        }
        catch (Exception e) when (e is DatabaseBusyException or System.Data.Common.DbException or RpcException)
        {
            log.LogWarning(e, "Tolerances could not be measured; tried again soon");
            return false;
        }
    }
}
