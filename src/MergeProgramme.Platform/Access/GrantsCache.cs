using System.Collections.Concurrent;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Platform.Access;

/// <summary>
/// What each caller may do, asked of the access module and kept for a moment. A change written by this process counts at once; one written by
/// another at the latest after <see cref="Longest"/>.
/// </summary>
public sealed class GrantsCache(IServiceProvider services, TimeProvider time)
{
    // A revoked role must not be of use for longer than it takes to notice.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // More callers than an installation has at once; whoever falls out is asked for again.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Lazy<ModuleDatabase?> database = new(() => services.GetKeyedService<ModuleDatabase>("access"));
    private readonly Lazy<AccessService.AccessServiceClient> access = new(
        services.GetRequiredService<AccessService.AccessServiceClient>
    );

    // Where another host serves the access module, its changes are found by asking.
    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>Completes when this process has changed what somebody may do; never where another host does.</summary>
    internal Task NextChange => database.Value?.NextCommit ?? Never;

    /// <summary>What a caller may do right now.</summary>
    /// <exception cref="RpcException">UNAVAILABLE where the access module cannot be asked: nobody is let in on a guess.</exception>
    public ValueTask<CallerGrants> OfAsync(Caller caller, CancellationToken cancellation)
    {
        var version = database.Value?.Version ?? 0;
        var now = time.GetUtcNow();
        return
            entries.TryGetValue(caller.Id, out var entry)
            && entry.Version == version
            && Environment.TickCount64 - entry.Ticks < Longest.TotalMilliseconds
            && now >= entry.Now
            && now - entry.Now < Longest
            ? new(entry.Grants)
            : new(AskAsync(caller.Id, version, now, cancellation));
    }

    private async Task<CallerGrants> AskAsync(string principal, long version, DateTimeOffset now, CancellationToken cancellation)
    {
        var caller = Caller.Current;
        // The question is the installation's own, not the caller's.
        Caller.Set(Caller.Internal("access-check"));
        try
        {
            var grants = CallerGrants.At(
                await access.Value.GetGrantsAsync(new() { Principal = principal }, cancellationToken: cancellation),
                now
            );
            if (entries.Count >= Most)
                entries.Clear();
            entries[principal] = new(grants, version, Environment.TickCount64, now);
            return grants;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return CallerGrants.None;
        }
        finally
        {
            Caller.Set(caller);
        }
    }

    private sealed record Entry(CallerGrants Grants, long Version, long Ticks, DateTimeOffset Now);
}
