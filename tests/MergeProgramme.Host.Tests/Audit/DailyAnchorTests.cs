using MergeProgramme.Host.Audit;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>The anchor that the host writes each day.</summary>
public sealed class DailyAnchorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Clock clock = new() { Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero) };

    private string Anchors => Path.Combine(folder.Path, "anchors");

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task It_is_written_once_a_Norwegian_day(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var daily = host.Services.GetRequiredService<DailyAnchor>();

        Assert.Equal("anchor-000001.json", await daily.TryAsync(Anchors, default));
        Assert.Null(await daily.TryAsync(Anchors, default));
        await host.ProgrammeAsync("indre-ostfold");
        // 22:59 in Norway.
        clock.Now = new(2026, 3, 2, 21, 59, 0, TimeSpan.Zero);
        Assert.Null(await daily.TryAsync(Anchors, default));
        // Midnight has passed in Norway, not yet in Greenwich.
        clock.Now = new(2026, 3, 2, 23, 1, 0, TimeSpan.Zero);
        Assert.Equal("anchor-000002.json", await daily.TryAsync(Anchors, default));

        var files = AnchorFolder.Read(Anchors);
        Assert.Empty(AnchorRules.Check(files));
        Assert.Equal(
            ["access", "benefits", "mandates", "organisation", "procurement", "stakeholders"],
            files[1].Anchor!.Modules.Select(m => m.Module)
        );
        Assert.Equal([0, 1], AnchorRules.Of(files, "organisation").Select(p => p.Sequence));
        Assert.StartsWith("Healthy", await ReadyAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_writes_it_by_itself_and_a_second_start_on_that_day_writes_none()
    {
        for (var start = 1; start <= 2; start++)
        {
            await using var host = await StartAsync(TestDatabase.Sqlite, $"Audit:AnchorFolder={Anchors}");
            await clock.HasWaitedAsync();
            Assert.Equal("anchor-000001.json", Assert.Single(AnchorFolder.Read(Anchors)).Name);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_degrades_the_health_until_it_can()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite);
        var daily = host.Services.GetRequiredService<DailyAnchor>();
        await File.WriteAllTextAsync(Anchors, "in the way");

        Assert.Null(await daily.TryAsync(Anchors, default));
        var ready = await ReadyAsync(host);
        Assert.StartsWith("Degraded", ready, StringComparison.Ordinal);
        Assert.Contains($"anchor: No anchor could be written to {Anchors}", ready, StringComparison.Ordinal);

        File.Delete(Anchors);
        Assert.Equal("anchor-000001.json", await daily.TryAsync(Anchors, default));
        Assert.StartsWith("Healthy", await ReadyAsync(host), StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task A_log_that_is_not_as_an_anchor_has_it_degrades_the_health_for_good(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var daily = host.Services.GetRequiredService<DailyAnchor>();
        await host.ProgrammeAsync("indre-ostfold");
        await daily.TryAsync(Anchors, default);
        await using (var connection = await host.OpenAsync("organisation"))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"UPDATE events SET hash = '{new string('0', 64)}'; UPDATE event_head SET hash = '{new string('0', 64)}'";
            await command.ExecuteNonQueryAsync();
        }

        for (var day = 1; day <= 3; day++)
        {
            clock.Now += TimeSpan.FromDays(1);
            Assert.NotNull(await daily.TryAsync(Anchors, default));
            Assert.Contains(
                "anchor: organisation row 1 is not as anchor 1 has it: the log was tampered with. Run tools/audit verify.",
                await ReadyAsync(host),
                StringComparison.Ordinal
            );
        }
        // A host that starts anew holds all of them against the log again.
        var anew = ActivatorUtilities.CreateInstance<DailyAnchor>(host.Services);
        Assert.Null(await anew.TryAsync(Anchors, default));
        Assert.Contains(
            "organisation row 1",
            (await anew.CheckHealthAsync(new(), default)).Description,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => folder.Dispose();

    private Task<RunningHost> StartAsync(TestDatabase database, params string[] settings) =>
        RunningHost.StartAsync(database, builder => builder.Services.AddSingleton<TimeProvider>(clock), settings);

    private static async Task<string> ReadyAsync(RunningHost host)
    {
        using var client = new HttpClient { BaseAddress = host.Pages };
        return await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }

    /// <summary>A clock that stands where it is set, and says when the anchor's pause begins.</summary>
    private sealed class Clock : TimeProvider
    {
        private TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TimeSpan.FromMinutes(10))
                waits.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }

        public async Task HasWaitedAsync()
        {
            await waits.Task.WaitAsync(TimeSpan.FromSeconds(30));
            waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
