using System.Collections.Concurrent;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Events;

/// <summary>An event that cannot be handled stops its consumer where people see it, and nothing else.</summary>
public sealed class PoisonedEventTests
{
    private const string Needs = "procurement.raise-need";
    private const string Benefits = "benefits.register-from-mandate";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task It_stops_one_consumer_visibly_and_a_retry_goes_on_from_there(TestDatabase database)
    {
        await using var host = await RunningHost.StartAsync(
            database,
            builder => builder.Services.AddEventConsumer<Fussy>(builder.Configuration, "stakeholders")
        );
        var fussy = host.Services.GetRequiredService<Fussy>();
        var states = host.Services.GetRequiredService<ConsumerStates>();

        var first = await WriteAsync(host, new Template { Name = "templates/one" });
        await host.CaughtUpAsync(Fussy.ConsumerName, "mandates");
        Assert.StartsWith("Healthy", await ReadyAsync(host), StringComparison.Ordinal);

        fussy.Refuses = "templates/two";
        var poisoned = await WriteAsync(host, new Template { Name = "templates/two" });
        await WriteAsync(host, new Template { Name = "templates/three" });
        var stopped = await host.StateAfterAsync(Fussy.ConsumerName, "mandates");
        Assert.Equal(poisoned, first + 1);
        Assert.Equal(first, stopped.Sequence);
        Assert.Equal($"mandates {poisoned} (mandates.template.written)", stopped.StoppedBy);
        Assert.Equal("templates/two is not to my taste", stopped.Reason);
        // The others have gone on past it, and the host serves.
        await host.CaughtUpAsync(Needs, "mandates");
        await host.CaughtUpAsync(Benefits, "mandates");
        var ready = await ReadyAsync(host);
        Assert.StartsWith("Degraded", ready, StringComparison.Ordinal);
        Assert.Contains(
            $"{Fussy.ConsumerName} stopped at mandates {poisoned} (mandates.template.written): templates/two is not to my taste",
            ready,
            StringComparison.Ordinal
        );
        Assert.Equal(["templates/one"], fussy.Handled);

        // Tried again before it is mended, it stops again at the same event.
        states.Retry(Fussy.ConsumerName);
        Assert.Equal(first, (await StoppedAgainAsync(fussy, host)).Sequence);

        fussy.Refuses = "";
        states.Retry(Fussy.ConsumerName);
        await fussy.HasHandledAsync(3);
        await host.CaughtUpAsync(Fussy.ConsumerName, "mandates");
        Assert.Equal(["templates/one", "templates/two", "templates/three"], fussy.Handled);
        Assert.StartsWith("Healthy", await ReadyAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_kind_stops_those_who_need_it_and_says_what_it_is()
    {
        await using var host = await RunningHost.StartAsync();
        await host.Database("mandates")
            .WriteAsync(
                session =>
                {
                    session.Append("mandates.mandate.decided", "programmes/x/subProjects/y/mandates/1", new Template());
                    return Task.FromResult(true);
                },
                ""
            );
        foreach (var consumer in (string[])[Needs, Benefits])
        {
            var state = await host.StateAfterAsync(consumer, "mandates");
            Assert.Equal("mandates 1 (mandates.mandate.decided)", state.StoppedBy);
            Assert.Contains("mergeprogramme.mandates.v1.Template", state.Reason, StringComparison.Ordinal);
        }
        Assert.StartsWith("Degraded", await ReadyAsync(host), StringComparison.Ordinal);
    }

    private static async Task<ConsumerState> StoppedAgainAsync(Fussy fussy, RunningHost host)
    {
        await fussy.HasRefusedAsync(2);
        return await host.StateAfterAsync(Fussy.ConsumerName, "mandates");
    }

    private static Task<long> WriteAsync(RunningHost host, Template template) =>
        host.Database("mandates")
            .WriteAsync(
                async session =>
                {
                    session.Append("mandates.template.written", template.Name, template);
                    return await session.FindAsync<long>("SELECT sequence + 1 FROM event_head WHERE only_row = 1");
                },
                ""
            );

    private static async Task<string> ReadyAsync(RunningHost host)
    {
        using var client = new HttpClient { BaseAddress = host.Pages };
        return await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }

    /// <summary>A consumer that can be told what it cannot handle.</summary>
    private sealed class Fussy(MandatesService.MandatesServiceClient mandates) : IEventConsumer, IDisposable
    {
        public const string ConsumerName = "stakeholders.fussy";

        private readonly ConcurrentQueue<string> handled = new();
        private readonly SemaphoreSlim handledOne = new(0);
        private readonly SemaphoreSlim refusedOne = new(0);
        private int seenHandled;
        private int seenRefused;

        public volatile string Refuses = "";

        public string Name => ConsumerName;

        public IEnumerable<string> Handled => handled;

        public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
            mandates.StreamEvents(request, options);

        public Task HandleAsync(Event e, WriteSession session)
        {
            var template = e.DataAs<Template>();
            if (template.Name == Refuses)
            {
                refusedOne.Release();
                throw new InvalidOperationException($"{template.Name} is not to my taste");
            }
            handled.Enqueue(template.Name);
            handledOne.Release();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            handledOne.Dispose();
            refusedOne.Dispose();
        }

        public async Task HasHandledAsync(int count)
        {
            for (; seenHandled < count; seenHandled++)
                Assert.True(await handledOne.WaitAsync(TimeSpan.FromSeconds(30)), "The consumer does not go on");
        }

        public async Task HasRefusedAsync(int count)
        {
            for (; seenRefused < count; seenRefused++)
                Assert.True(await refusedOne.WaitAsync(TimeSpan.FromSeconds(30)), "The consumer did not try again");
        }
    }
}
