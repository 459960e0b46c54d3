using MergeProgramme.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Testing;

/// <summary>Waits for what modules do about each other's events, by how far they have come and not by the clock.</summary>
public static class Consumers
{
    // Only reached where a consumer hangs: then the test fails instead of running for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Completes when a consumer has handled all that a module has written until now.</summary>
    /// <param name="consumer">Such as <c>procurement.raise-need</c>.</param>
    /// <param name="source">The module whose events it consumes.</param>
    public static async Task CaughtUpAsync(this RunningHost host, string consumer, string source)
    {
        var state = await host.StateAfterAsync(consumer, source);
        Assert.True(state.StoppedBy is null, $"{consumer} stopped at {state.StoppedBy}: {state.Reason}");
    }

    /// <summary>The state in which a consumer has handled all that a module has written until now, or has stopped.</summary>
    public static async Task<ConsumerState> StateAfterAsync(this RunningHost host, string consumer, string source)
    {
        var last = await host.Database(source)
            .ReadAsync(session => session.FindAsync<long>("SELECT sequence FROM event_head WHERE only_row = 1"));
        using var deadline = new CancellationTokenSource(Deadline);
        return await host.Services.GetRequiredService<ConsumerStates>().WhenHandledAsync(consumer, last, deadline.Token);
    }
}
