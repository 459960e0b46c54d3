using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Host;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using BenefitsClient = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Bench;

/// <summary>
/// The page of the benefits of 50,000 measures, held against that of ten: whole pages over HTTP, both of kept sums and a stored band. And what opening a page
/// costs while 5,000 measures are drawn 10,000 times beside it.
/// </summary>
internal static class BenefitsBench
{
    private const int Few = 10;
    private const int Drawn = 5_000;
    private const int Many = 50_000;
    private const int Requests = 20;
    private const int AtATime = 64;

    private static readonly DateOnly First = TimeProvider.System.Today();

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-bench-");
        await using var app = Composition.Build(
            [
                "--Listen:Pages=http://127.0.0.1:0",
                "--Listen:Grpc=http://127.0.0.1:0",
                "--Limits:PersonPerMinute=1000000",
                "--Limits:AddressPerMinute=1000000",
                $"--Database:Folder={folder.FullName}",
            ],
            builder => builder.Services.AddSingleton<IStartupFilter, BenchCaller.Requests>()
        );
        BenchCaller.Current = Caller.Internal("bench");
        await app.StartAsync();
        Caller.Set(BenchCaller.Current);
        var (organisation, benefits) = (
            app.Services.GetRequiredService<OrganisationClient>(),
            app.Services.GetRequiredService<BenefitsClient>()
        );
        var few = await FillAsync(organisation, benefits, Few);
        var drawn = await FillAsync(organisation, benefits, Drawn);
        var many = await FillAsync(organisation, benefits, Many);
        using var browser = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<Addresses>().Pages) };
        BenchCaller.Current = await BenchReader.CreateAsync(app.Services);
        async Task Get(string programme, int times)
        {
            for (var i = 0; i < times; i++)
            {
                var page = await browser.GetStringAsync($"/{programme}/realisation");
                if (!page.Contains("bf-expected", StringComparison.Ordinal))
                    throw new InvalidOperationException($"{programme} shows no curve.");
            }
        }

        var quiet = await Measure.CallsAsync((Requests, n => Get(few, n)));
        Caller.Set(Caller.Internal("bench"));
        var simulation = await benefits.CreateSimulationAsync(new() { Parent = drawn, Simulation = new() });
        var opened = new List<double>();
        var steps = new HashSet<int>();
        while (simulation.State == SimulationState.Running)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            await Get(few, 1);
            opened.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            simulation = await benefits.GetSimulationAsync(new() { Name = simulation.Name });
            steps.Add(simulation.ProgressPercent);
        }
        await DrawAsync(benefits, many);
        var times = await Measure.CallsAsync((Requests, n => Get(few, n)), (Requests, n => Get(many, n)));
        var took = simulation.EndTime.ToDateTimeOffset() - simulation.CreateTime.ToDateTimeOffset();

        Console.WriteLine($"Pages of realisation, {Many} measures against {Few}");
        Console.WriteLine($"  {Few, 6} measures, drawn while one waits    {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  {Many, 6} measures, kept sums and band       {Measure.Nanoseconds(times[1])}");
        Measure.Goal("time of the large programme against the small one", times[1] / times[0], 1.5, atLeast: false, "×");
        Console.WriteLine(
            $"{Drawn} measures drawn {simulation.Assumptions.Runs} times: {took.TotalSeconds:F1} s, {steps.Count} steps seen"
        );
        Console.WriteLine($"  page of {Few} measures, nothing beside it  {Measure.Nanoseconds(quiet[0])}");
        Console.WriteLine(
            $"  the same beside the simulation          {Measure.Nanoseconds(opened.Order().ElementAt(opened.Count / 2))} ({opened.Count} times)"
        );
        Console.WriteLine();
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task DrawAsync(BenefitsClient benefits, string programme)
    {
        var simulation = await benefits.CreateSimulationAsync(
            new()
            {
                Parent = programme,
                Simulation = new() { Assumptions = new() { Runs = 100 } },
            }
        );
        while (simulation.State == SimulationState.Running)
        {
            await Task.Delay(100);
            simulation = await benefits.GetSimulationAsync(new() { Name = simulation.Name });
        }
    }

    private static async Task<string> FillAsync(OrganisationClient organisation, BenefitsClient benefits, int count)
    {
        var programme = (
            await organisation.CreateProgrammeAsync(
                new()
                {
                    Programme = new()
                    {
                        DisplayName = $"Omstilling {count}",
                        Kind = ProgrammeKind.MunicipalMerger,
                        VestingDate = First.AddDays(700).ToDate(),
                    },
                }
            )
        ).Name;
        foreach (var some in Enumerable.Range(0, count).Chunk(AtATime))
            await Task.WhenAll(some.Select(n => CreateAsync(benefits, programme, n)));
        return programme;
    }

    private static async Task CreateAsync(BenefitsClient benefits, string programme, int number) =>
        await benefits.CreateMeasureAsync(
            new()
            {
                Parent = programme,
                Measure = new()
                {
                    Title = $"Tiltak {number}",
                    DecisionDate = First.AddDays(number % 300).ToDate(),
                    LeadMonthsMin = 6,
                    LeadMonthsMax = 9,
                    LagMonthsMin = 2,
                    LagMonthsMax = 4,
                    EffectLow = Ore.ToMoney(80_000_00),
                    EffectLikely = Ore.ToMoney(100_000_00),
                    EffectHigh = Ore.ToMoney(130_000_00),
                    ProbabilityPercent = 80,
                },
                SmallEffectConfirmed = true,
            }
        );
}
