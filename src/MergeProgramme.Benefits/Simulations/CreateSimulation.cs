using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<V1.Simulation> CreateSimulation(CreateSimulationRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var scope = ScopeOf("simulation.scope", request.Parent, request.Simulation.Scope);
        var asked = request.Simulation.Assumptions?.Clone() ?? new();
        asked.Runs = asked.Runs == 0 ? MonteCarlo.MostRuns : asked.Runs;
        var written = await database.WriteAsync(
            request,
            context,
            async session =>
            {
                // What was asked for last is what somebody waits for.
                foreach (
                    var running in await session.QueryAsync<string>(
                        "SELECT name FROM simulations WHERE programme = @Parent AND scope = @Scope AND state = @Running",
                        new
                        {
                            request.Parent,
                            request.Simulation.Scope,
                            SimulationState.Running,
                        }
                    )
                )
                    await SimulationTable.DeleteAsync(session, running);
                var row = new SimulationRow
                {
                    Name = $"{request.Parent}/simulations/{Guid.CreateVersion7(session.Now):N}",
                    Programme = request.Parent,
                    Scope = request.Simulation.Scope,
                    Runs = asked.Runs,
                    Seed = asked.Seed,
                    CorrelationPercent = MonteCarlo.Complete(asked, 1).CorrelationPercent,
                    State = SimulationState.Running,
                    MeasureCount = await MeasureTable.CountInScopeAsync(session, scope),
                    CreatorDisplayName = Caller.Current.DisplayName,
                    CreateTime = Instants.ToMicroseconds(session.Now),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO simulations (name, programme, scope, runs, seed, correlation_percent, state, progress_percent, measure_count,
                        version, first_month, last_month, creator_display_name, create_time, end_time)
                    VALUES (@Name, @Programme, @Scope, @Runs, @Seed, @CorrelationPercent, @State, 0, @MeasureCount, 0, 0, 0,
                        @CreatorDisplayName, @CreateTime, NULL)
                    """,
                    row
                );
                var simulation = row.ToMessage();
                session.Append("benefits.simulation.created", simulation.Name, simulation);
                return simulation;
            }
        );
        simulations.Wake();
        return written;
    }

    /// <summary>The scope that a request names: of the programme itself where it names none.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where it is another programme's.</exception>
    private static string ScopeOf(string field, string programme, string scope) =>
        scope.Length == 0 ? programme
        : scope.StartsWith(programme + "/", StringComparison.Ordinal) || scope == programme ? scope
        : throw Problem.Invalid(field, "OTHER_PROGRAMME", scope);
}
