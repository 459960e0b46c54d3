using System.Diagnostics;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Platform.Events;

/// <summary>Feeds one consumer: from where it stopped last, each event in a transaction with its position.</summary>
internal sealed class ConsumerRunner(
    IEventConsumer consumer,
    ModuleDatabase database,
    ConsumerStates states,
    IHostApplicationLifetime lifetime,
    ILogger<ConsumerRunner> log
) : BackgroundService
{
    private const int Tries = 3;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await Started(stoppingToken))
            return;
        Caller.Set(Caller.Internal(consumer.Name));
        var wait = ShortestWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var position = await PositionAsync(stoppingToken);
                states.Set(new(consumer.Name, database.Module, position));
                using var call = consumer.Open(
                    new StreamEventsRequest { AfterSequence = position, Follow = true },
                    new CallOptions(cancellationToken: stoppingToken)
                );
                while (await call.ResponseStream.MoveNext(stoppingToken))
                {
                    wait = ShortestWait;
                    if (!await HandleAsync(call.ResponseStream.Current, stoppingToken))
                        break;
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RpcException or DatabaseBusyException)
            {
                log.LogWarning(e, "{Consumer} lost its stream and opens it again in {Wait}", consumer.Name, wait);
                await Wait(wait, stoppingToken);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    /// <returns>False where the stream has to be opened again, from the kept position.</returns>
    private async Task<bool> HandleAsync(Event e, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The consumer goes on with the trace of whoever wrote the event.
                _ = ActivityContext.TryParse(e.Traceparent, null, isRemote: true, out var parent);
                using var activity = Telemetry.Source.StartActivity($"{consumer.Name} {e.Type}", ActivityKind.Consumer, parent);
                activity?.SetTag("messaging.operation.type", "process");
                activity?.SetTag("messaging.message.id", e.Id);
                await database.WriteAsync(
                    async session =>
                    {
                        // The position is the guard: an event that comes a second time changes no row and is passed over.
                        var moved = await session.ExecuteAsync(
                            """
                            INSERT INTO consumers (consumer, sequence) VALUES (@Name, @Sequence)
                            ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence WHERE consumers.sequence < excluded.sequence
                            """,
                            new { consumer.Name, e.Sequence }
                        );
                        if (moved == 1)
                            await consumer.HandleAsync(e, session);
                        return true;
                    },
                    e.Id,
                    stopping
                );
                Telemetry.EventsHandled.Add(1, new("consumer", consumer.Name), new("outcome", "handled"));
                states.Set(new(consumer.Name, database.Module, e.Sequence));
                return true;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                throw;
            }
            catch (DatabaseBusyException) when (attempt < Tries)
            {
                await Wait(ShortestWait * attempt, stopping);
            }
            catch (DatabaseBusyException)
            {
                throw;
            }
            catch (Exception failure)
            {
                Telemetry.EventsHandled.Add(1, new("consumer", consumer.Name), new("outcome", "stopped"));
                log.LogError(
                    failure,
                    "{Consumer} cannot handle event {Sequence} ({Type}) and stops; the host goes on",
                    consumer.Name,
                    e.Sequence,
                    e.Type
                );
                // Before anybody sees that it has stopped: a retry asked for at once must be heard.
                var retry = states.WaitForRetryAsync(consumer.Name, stopping);
                states.Set(
                    new(consumer.Name, database.Module, e.Sequence - 1, $"{e.Source} {e.Sequence} ({e.Type})", failure.Message)
                );
                await retry;
                return false;
            }
        }
    }

    private Task<long> PositionAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.FindAsync<long>("SELECT sequence FROM consumers WHERE consumer = @Name", new { consumer.Name }),
            cancellation
        );

    // The stream opens when the host serves: every module is bound and migrated by then.
    private async Task<bool> Started(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var onStop = stopping.Register(() => started.TrySetCanceled(stopping));
        try
        {
            await started.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static Task Wait(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(time, cancellation)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
