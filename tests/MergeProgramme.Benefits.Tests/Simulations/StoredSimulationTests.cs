using Dapper;
using Grpc.Core;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.Simulations;

/// <summary>Bands that are drawn in the background, and the kept sums that pages of many measures live on.</summary>
[Collection("hosts")]
public sealed class StoredSimulationTests(SharedHosts hosts)
{
    private const int Many = 501;

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task Many_measures_are_drawn_in_the_background_and_kept_until_one_changes(TestDatabase database)
    {
        var (_, client) = await OpenAsync(database);
        var first = await FillAsync(client, Many);
        var bare = await RealisationAsync(client);
        Assert.Equal((true, "", Many), (bare.BandMissing, bare.Simulation, bare.MeasureCount));
        Assert.All(bare.Points, p => Assert.Null(p.P50));
        Assert.Equal(Many * 120_000, bare.Points[^1].Expected.Units);

        var begun = await client.CreateSimulationAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Simulation = new()
                {
                    Assumptions = new() { Runs = 50, Seed = 7 },
                },
            }
        );
        Assert.Equal((SimulationState.Running, Many, 50), (begun.State, begun.MeasureCount, begun.Assumptions.Runs));
        var done = await DoneAsync(client, begun.Name);
        Assert.Equal((100, Many), (done.ProgressPercent, done.MeasureCount));
        var drawn = await RealisationAsync(client);
        Assert.Equal((false, false, done.Name, 7), (drawn.BandMissing, drawn.Outdated, drawn.Simulation, drawn.Assumptions.Seed));
        Assert.All(drawn.Points, p => Assert.True(p.P10.Units <= p.P50.Units && p.P50.Units <= p.P90.Units));
        // In the end all have their full effect, so the band is around what is expected.
        Assert.InRange(drawn.Points[^1].P50.Units, Many * 110_000, Many * 130_000);
        Assert.Equal(bare.Points[^1].Expected, drawn.Points[^1].Expected);

        var changed = await client.GetMeasureAsync(new() { Name = first.Name });
        changed.ProbabilityPercent = 50;
        await client.UpdateMeasureAsync(new() { Measure = changed, SmallEffectConfirmed = true });
        Assert.True((await RealisationAsync(client)).Outdated);
        // The newest stays.
        var again = await DoneAsync(
            client,
            (
                await client.CreateSimulationAsync(
                    new()
                    {
                        Parent = MeasureData.Programme,
                        Simulation = new() { Assumptions = new() { Runs = 50 } },
                    }
                )
            ).Name
        );
        Assert.Equal([again], (await client.ListSimulationsAsync(new() { Parent = MeasureData.Programme })).Simulations);
        Assert.False((await RealisationAsync(client)).Outdated);
        await client.DeleteSimulationAsync(new() { Name = again.Name });
        Assert.True((await RealisationAsync(client)).BandMissing);
        Assert.Equal(
            [("simulation.scope", "OTHER_PROGRAMME")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateSimulationAsync(
                        new()
                        {
                            Parent = MeasureData.Programme,
                            Simulation = new() { Scope = "programmes/annet/goals/1" },
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_asked_for_last_takes_the_place_of_what_runs(TestDatabase database)
    {
        var (_, client) = await OpenAsync(database);
        await FillAsync(client, 3);
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
            names.Add((await client.CreateSimulationAsync(new() { Parent = MeasureData.Programme, Simulation = new() })).Name);
        var last = await DoneAsync(client, names[^1]);
        Assert.Equal(10_000, last.Assumptions.Runs);
        Assert.Equal([last], (await client.ListSimulationsAsync(new() { Parent = MeasureData.Programme })).Simulations);
    }

    [Fact]
    public async Task What_was_being_drawn_when_a_host_ended_is_drawn_by_the_next_and_comes_out_the_same()
    {
        const int Runs = 10_000;
        var first = await RunningHost.StartAsync();
        await first.ProgrammeAsync("bodo-pfv2", "pfv2");
        var client = new Client(first.Invoker(Transport.InProcess));
        await FillAsync(client, Many);
        var asked = new CreateSimulationRequest
        {
            Parent = MeasureData.Programme,
            Simulation = new()
            {
                Assumptions = new() { Runs = Runs, Seed = 11 },
            },
        };
        var begun = await client.CreateSimulationAsync(asked);
        var folder = await first.StopAsync();

        await using var second = await RunningHost.StartAsync(folder, TestDatabase.Sqlite, "", null);
        client = new Client(second.Invoker(Transport.InProcess));
        var taken = await DoneAsync(client, begun.Name);
        Assert.Equal((100, Runs), (taken.ProgressPercent, taken.Assumptions.Runs));
        var after = await RealisationAsync(client);
        // Drawn once more, without an end in between.
        await DoneAsync(client, (await client.CreateSimulationAsync(asked)).Name);
        var whole = await RealisationAsync(client);
        Assert.Equal(whole.Points, after.Points);
        Assert.All(after.Points, p => Assert.NotNull(p.P50));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Kept_sums_are_held_against_measures_and_written_anew(TestDatabase database)
    {
        var (host, client) = await OpenAsync(database);
        var goal = await client.CreateGoalAsync(new() { Parent = MeasureData.Programme, Goal = MeasureData.Goal() });
        var benefit = await client.CreateBenefitAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Benefit = new()
                {
                    Text = "Færre institusjonsplasser",
                    Kind = BenefitKind.Budgetary,
                    Goal = goal.Name,
                },
            }
        );
        foreach (var measure in MeasureData.Bodo(benefit.Name))
            await client.CreateMeasureAsync(new() { Parent = MeasureData.Programme, Measure = measure });
        async Task<RealisationTotalsCheck> CheckAsync(bool repair = false) =>
            await client.CheckRealisationTotalsAsync(new() { Parent = MeasureData.Programme, Repair = repair });
        var right = await CheckAsync();
        Assert.Equal((4, 0, false), (right.MeasureCount, right.DifferenceCount, right.Repaired));
        Assert.True(right.SumCount > 0);
        var before = await RealisationAsync(client, goal.Name);

        await using (var connection = await host.OpenAsync("benefits"))
        {
            await connection.ExecuteAsync($"UPDATE realisation_totals SET monthly = monthly + 1 WHERE scope = '{goal.Name}'");
            await connection.ExecuteAsync($"DELETE FROM realisation_totals WHERE scope = '{benefit.Name}'");
        }
        var wrong = await CheckAsync();
        Assert.True(wrong.DifferenceCount > 1);
        Assert.Contains(wrong.Differences, d => d.StartsWith(goal.Name, StringComparison.Ordinal));
        Assert.Contains(wrong.Differences, d => d.StartsWith(benefit.Name, StringComparison.Ordinal));
        Assert.True((await CheckAsync(repair: true)).Repaired);
        Assert.Equal(right, await CheckAsync());
        Assert.Equal(before, await RealisationAsync(client, goal.Name));
    }

    private async Task<(RunningHost Host, Client Client)> OpenAsync(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        return (host, new Client(host.Invoker(Transport.InProcess)));
    }

    private static async Task<Measure> FillAsync(Client client, int count) =>
        (
            await Task.WhenAll(
                Enumerable
                    .Range(0, count)
                    .Select(async n =>
                        await client.CreateMeasureAsync(
                            new()
                            {
                                Parent = MeasureData.Programme,
                                Measure = MeasureData.Measure($"Tiltak {n}", "", 120_000, 10),
                                SmallEffectConfirmed = true,
                            }
                        )
                    )
            )
        )[0];

    private static async Task<V1.Realisation> RealisationAsync(Client client, string scope = "") =>
        await client.GetRealisationAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Scope = scope,
                Granularity = Granularity.Year,
            }
        );

    private static async Task<Simulation> DoneAsync(Client client, string name)
    {
        while (true)
        {
            var simulation = await client.GetSimulationAsync(new() { Name = name });
            if (simulation.State != SimulationState.Running)
            {
                Assert.Equal(SimulationState.Done, simulation.State);
                return simulation;
            }
            await Task.Yield();
        }
    }
}
