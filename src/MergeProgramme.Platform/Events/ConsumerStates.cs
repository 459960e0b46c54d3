using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MergeProgramme.Platform.Events;

/// <summary>How a consumer is doing.</summary>
/// <param name="Consumer">Its name.</param>
/// <param name="Module">The module that it writes in.</param>
/// <param name="Sequence">The last event that it has handled.</param>
/// <param name="StoppedBy">The event that it cannot handle; null while it runs.</param>
/// <param name="Reason">Why it cannot.</param>
public sealed record ConsumerState(
    string Consumer,
    string Module,
    long Sequence,
    string? StoppedBy = null,
    string? Reason = null
);

/// <summary>The consumers of this process, for the health check, the metrics and the operations page.</summary>
public sealed class ConsumerStates : IHealthCheck
{
    private readonly ConcurrentDictionary<string, ConsumerState> states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> retries = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource changed = NewSignal();

    /// <summary>Starts the gauge of stopped consumers.</summary>
    public ConsumerStates() =>
        Telemetry.Meter.CreateObservableGauge(
            "mergeprogramme.consumers.stopped",
            () => states.Values.Count(s => s.StoppedBy is not null),
            "{consumer}"
        );

    /// <summary>By name.</summary>
    public IReadOnlyList<ConsumerState> All => [.. states.Values.OrderBy(s => s.Consumer, StringComparer.Ordinal)];

    /// <summary>Lets a stopped consumer try its event again. Does nothing while it runs.</summary>
    public void Retry(string consumer)
    {
        if (retries.TryRemove(consumer, out var waiting))
            waiting.TrySetResult();
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = All.Where(s => s.StoppedBy is not null).ToList();
        return Task.FromResult(
            stopped.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(
                    string.Join("; ", stopped.Select(s => $"{s.Consumer} stopped at {s.StoppedBy}: {s.Reason}"))
                )
        );
    }

    /// <summary>Completes when a consumer has handled all events up to a sequence, or when it has stopped before.</summary>
    /// <returns>The state in which it has done so.</returns>
    public async Task<ConsumerState> WhenHandledAsync(string consumer, long sequence, CancellationToken cancellation = default)
    {
        while (true)
        {
            // Taken before looking: a change between the looking and the waiting completes it.
            var nextChange = changed.Task;
            if (states.TryGetValue(consumer, out var state) && (state.Sequence >= sequence || state.StoppedBy is not null))
                return state;
            await nextChange.WaitAsync(cancellation);
        }
    }

    internal void Set(ConsumerState state)
    {
        states[state.Consumer] = state;
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    internal Task WaitForRetryAsync(string consumer, CancellationToken cancellation) =>
        retries.GetOrAdd(consumer, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellation);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
