namespace MergeProgramme.Testing;

/// <summary>
/// One host per database for a whole test project: <c>[assembly: AssemblyFixture(typeof(SharedHosts))]</c>. Tests that use it stand in one
/// collection (<c>[Collection("hosts")]</c>), since <see cref="CleanAsync"/> empties what they share.
/// </summary>
public sealed class SharedHosts : IAsyncDisposable
{
    private readonly Dictionary<TestDatabase, RunningHost> hosts = [];

    /// <summary>The host on a database, emptied.</summary>
    public async Task<RunningHost> CleanAsync(TestDatabase database)
    {
        if (!hosts.TryGetValue(database, out var host))
            hosts[database] = host = await RunningHost.StartAsync(database);
        await host.ResetAsync();
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
            await host.DisposeAsync();
    }
}
