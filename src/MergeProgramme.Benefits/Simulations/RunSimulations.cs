using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Benefits.Simulations;

/// <summary>
/// Draws stored simulations in the background, one after the other. A host that ends in between takes them up when it starts again; should several hosts draw
/// the same one, the first to finish counts, and all draw the same.
/// </summary>
internal sealed class RunSimulations(
    [FromKeyedServices(BenefitsModule.Name)] ModuleDatabase database,
    ILogger<RunSimulations> log
) : BackgroundService
{
    // Another host may have taken one in, or have ended while it drew one.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    // Progress is written so many times, whether there are ten measures or fifty thousand.
    private const int Steps = 20;

    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Says that there is something to draw.</summary>
    public void Wake() => arrived.Release();

    /// <inheritdoc/>
    public override void Dispose()
    {
        arrived.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Caller.Set(Caller.Internal("benefits.run-simulations"));
        try
        {
            while (true)
            {
                var wait = await TryAsync(stoppingToken) ? Look : Retry;
                await arrived.WaitAsync(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; the next start takes up what is left.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            while (
                await database.ReadAsync(
                    session =>
                        session.FindAsync<SimulationRow>(
                            "SELECT * FROM simulations WHERE state = @Running ORDER BY create_time, name LIMIT 1",
                            new { SimulationState.Running }
                        ),
                    cancellation
                )
                    is { } next
            )
                await RunAsync(next, cancellation);
            return true;
        }
        catch (Exception e) when (e is DatabaseBusyException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "A simulation could not be drawn; tried again soon");
            return false;
        }
    }

    private async Task RunAsync(SimulationRow simulation, CancellationToken cancellation)
    {
        var scope = simulation.Scope.Length == 0 ? simulation.Programme : simulation.Scope;
        var (measures, version, ends) = await database.ReadAsync(
            async session =>
                (
                    await MeasureTable.InScopeAsync(session, scope),
                    await SimulationTable.VersionAsync(session, simulation.Programme),
                    (
                        Planned: await KeptTotals.ReadAsync(session, scope, Basis.Planned),
                        Expected: await KeptTotals.ReadAsync(session, scope, Basis.Expected),
                        Realised: await KeptTotals.ReadAsync(session, scope, Basis.Realised)
                    )
                ),
            cancellation
        );
        List<DrawnMeasure> drawn = [.. measures.Select(MeasureProfile.Drawn)];
        var span = RealisationReply.Span(ends.Planned, ends.Expected, ends.Realised, drawn);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<(Granularity By, Month Month, long P10, long P50, long P90)> bands = [];
        if (span is { } whole)
        {
            var (first, last) = (Period.Of(whole.First, Granularity.Year).First, Period.Of(whole.Last, Granularity.Year).Last);
            var told = 0;
            var drawing = DrawAsync(
                drawn,
                simulation.Assumptions,
                (first, last),
                done => Volatile.Write(ref told, done * 100 / drawn.Count),
                stopped.Token
            );
            var said = 0;
            while (!drawing.IsCompleted)
            {
                await Task.WhenAny(drawing, Task.Delay(TimeSpan.FromMilliseconds(500), cancellation));
                var percent = Volatile.Read(ref told) / (100 / Steps) * (100 / Steps);
                if (percent <= said)
                    continue;
                said = percent;
                // Thrown away meanwhile.
                if (!await SayAsync(simulation.Name, percent, cancellation))
                    await stopped.CancelAsync();
            }
            try
            {
                var band = await drawing;
                foreach (var by in new[] { Granularity.Month, Granularity.Tertial, Granularity.Year })
                {
                    List<Period> periods = [.. Period.Between(whole.First, whole.Last, by)];
                    bands.AddRange(periods.Zip(band.By(periods), (period, b) => (by, period.First, b.P10, b.P50, b.P90)));
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is OutOfMemoryException or ArithmeticException or ArgumentException)
            {
                // One that cannot be drawn must not keep the others waiting for ever.
                log.LogError(e, "{Simulation} could not be drawn", simulation.Name);
                await FailAsync(simulation, cancellation);
                return;
            }
        }
        await database.WriteAsync(
            async session =>
            {
                var current = await SimulationTable.FindAsync(session, simulation.Name);
                // Thrown away meanwhile, or drawn by another host.
                if (current is null || current.State != SimulationState.Running)
                    return false;
                foreach (var (by, month, p10, p50, p90) in bands)
                    await session.ExecuteAsync(
                        """
                        INSERT INTO simulation_bands (simulation, granularity, month, p10, p50, p90)
                        VALUES (@Name, @by, @Index, @p10, @p50, @p90)
                        """,
                        new
                        {
                            current.Name,
                            by,
                            month.Index,
                            p10,
                            p50,
                            p90,
                        }
                    );
                (current.State, current.ProgressPercent, current.MeasureCount) = (SimulationState.Done, 100, drawn.Count);
                current.Version = version;
                (current.FirstMonth, current.LastMonth) = span is { } s ? (s.First.Index, s.Last.Index) : (0, 0);
                current.EndTime = Instants.ToMicroseconds(session.Now);
                await session.ExecuteAsync(
                    """
                    UPDATE simulations SET state = @State, progress_percent = @ProgressPercent, measure_count = @MeasureCount,
                        version = @Version, first_month = @FirstMonth, last_month = @LastMonth, end_time = @EndTime
                    WHERE name = @Name
                    """,
                    current
                );
                // Of each scope the newest stays.
                foreach (
                    var older in await session.QueryAsync<string>(
                        """
                        SELECT name FROM simulations
                        WHERE programme = @Programme AND scope = @Scope AND state = @Done AND name <> @Name AND create_time <= @CreateTime
                        """,
                        new
                        {
                            current.Programme,
                            current.Scope,
                            SimulationState.Done,
                            current.Name,
                            current.CreateTime,
                        }
                    )
                )
                {
                    var gone = (await SimulationTable.GetAsync(session, older)).ToMessage();
                    await SimulationTable.DeleteAsync(session, older);
                    session.Append("benefits.simulation.deleted", older, gone);
                }
                session.Append("benefits.simulation.done", current.Name, current.ToMessage());
                return true;
            },
            "",
            cancellation
        );
    }

    private Task<bool> FailAsync(SimulationRow simulation, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                simulation.State = SimulationState.Failed;
                if (
                    await session.ExecuteAsync(
                        "UPDATE simulations SET state = @State WHERE name = @Name AND state = @Running",
                        new
                        {
                            simulation.Name,
                            simulation.State,
                            SimulationState.Running,
                        }
                    ) == 0
                )
                    return false;
                session.Append("benefits.simulation.failed", simulation.Name, simulation.ToMessage());
                return true;
            },
            "",
            cancellation
        );

    // On a thread of its own, below those that answer calls: whoever opens a page meanwhile does not notice.
    private static Task<Band> DrawAsync(
        IReadOnlyList<DrawnMeasure> measures,
        SimulationAssumptions assumptions,
        (Month First, Month Last) span,
        Action<int> progress,
        CancellationToken cancellation
    )
    {
        var done = new TaskCompletionSource<Band>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                done.SetResult(Band.Draw(measures, assumptions, span.First, span.Last, cancellation, progress));
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(cancellation);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "simulation",
            Priority = ThreadPriority.BelowNormal,
        }.Start();
        return done.Task;
    }

    private Task<bool> SayAsync(string name, int percent, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    "UPDATE simulations SET progress_percent = @percent WHERE name = @name AND state = @Running",
                    new
                    {
                        name,
                        percent,
                        SimulationState.Running,
                    }
                ) > 0,
            "",
            cancellation
        );
}
