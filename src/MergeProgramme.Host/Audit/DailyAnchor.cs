using MergeProgramme.Platform;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MergeProgramme.Host.Audit;

/// <summary>
/// Writes an anchor of the logs served here into the folder <c>Audit:AnchorFolder</c>, one each Norwegian day, whenever the host runs on that
/// day. A folder that cannot be written to is tried again, and degrades the host's health until then.
/// </summary>
internal sealed class DailyAnchor(
    IConfiguration configuration,
    IEnumerable<Module> modules,
    IServiceProvider services,
    TimeProvider time,
    ILogger<DailyAnchor> log
) : BackgroundService, IHealthCheck
{
    // Also how long a new day waits for its anchor at the longest.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private volatile string problem = "";
    private string misfit = "";
    private bool hasHeldAll;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(problem is { Length: > 0 } why ? HealthCheckResult.Degraded(why) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration[AuditCommand.FolderSetting] is not { Length: > 0 } folder)
            return;
        Telemetry.Meter.CreateObservableGauge(
            "mergeprogramme.audit.anchor.problems",
            () => problem.Length > 0 ? 1 : 0,
            "{problem}"
        );
        try
        {
            // Nothing of the start waits for a folder on another machine.
            await Task.Yield();
            while (true)
            {
                await TryAsync(folder, stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; the next start goes on with the same folder.
        }
    }

    /// <summary>Writes today's anchor, unless it is there, and looks whether the logs still are as earlier anchors have them.</summary>
    /// <returns>The file's name; null where nothing was written.</returns>
    internal async Task<string?> TryAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            var local = modules.Where(m => m.IsLocal).Select(m => m.DatabaseOf(services)).ToList();
            var anchors = (Directory.Exists(folder) ? AnchorFolder.Read(folder) : [])
                .Where(f => f is { Number: > 0, Anchor: not null })
                .Select(f => f.Anchor!)
                .ToList();
            // All of them once, so that what was found out is not forgotten when the host starts anew; then the last.
            foreach (var anchor in hasHeldAll ? anchors.TakeLast(1) : anchors)
                await HoldAsync(local, anchor, cancellation);
            hasHeldAll = true;
            var last = anchors.LastOrDefault();
            var now = time.GetUtcNow();
            string? name = null;
            if (
                last is null
                || NorwegianTime.DateIn(last.Time) != NorwegianTime.DateIn(now)
                || !local.TrueForAll(d => last.Modules.Any(h => h.Module == d.Module))
            )
            {
                var heads = new List<AnchoredHead>();
                foreach (var database in local)
                    heads.Add(await HeadAsync(database, cancellation));
                name = AnchorFolder.Write(folder, now, heads);
                log.LogInformation("Anchor {Anchor} of {Modules} event logs was written", name, heads.Count);
            }
            Report(misfit);
            return name;
        }
        catch (Exception e) when (e is AuditException or DatabaseBusyException)
        {
            Report(e.Message);
            return null;
        }
    }

    private async Task HoldAsync(List<ModuleDatabase> local, Anchor anchor, CancellationToken cancellation)
    {
        foreach (var database in local)
        {
            if (
                misfit.Length == 0
                && anchor.Modules.FirstOrDefault(h => h.Module == database.Module) is { } then
                && !await StandsAsync(database, then, cancellation)
            )
                misfit =
                    $"{database.Module} row {then.Sequence} is not as anchor {anchor.Number} has it: the log was tampered with. Run tools/audit verify.";
        }
    }

    // Once for each new problem: what lasts for days is in the health check, not in a thousand lines.
    private void Report(string what)
    {
        if (problem != what && what.Length > 0)
            log.LogError("Anchors of the event logs: {Problem}", what);
        problem = what;
    }

    private static async Task<AnchoredHead> HeadAsync(ModuleDatabase database, CancellationToken cancellation)
    {
        var head = await database.ReadAsync(
            session => session.FindAsync<Head>("SELECT sequence, hash FROM event_head WHERE only_row = 1"),
            cancellation
        );
        return head is null
            ? throw new AuditException($"The log of {database.Module} has no head. Run tools/audit verify.")
            : new(database.Module, head.Sequence, head.Hash);
    }

    private static async Task<bool> StandsAsync(ModuleDatabase database, AnchoredHead then, CancellationToken cancellation) =>
        then.Sequence == 0
        || await database.ReadAsync(
            session => session.FindAsync<string>("SELECT hash FROM events WHERE sequence = @Sequence", new { then.Sequence }),
            cancellation
        ) == then.Hash;

    private sealed class Head
    {
        public long Sequence { get; set; }
        public string Hash { get; set; } = "";
    }
}
