using System.Globalization;
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
/// The page of the benefits of 50,000 measures and 1,000,000 measurements, held against that of ten measures and ten measurements: whole pages over HTTP, of
/// kept sums and a stored band. The page of an indicator of 10,000 values against that of ten. And what opening a page costs while 5,000 measures are
/// drawn 10,000 times beside it.
/// </summary>
internal static class BenefitsBench
{
    private const int Few = 10;
    private const int Drawn = 5_000;
    private const int Many = 50_000;
    private const int Requests = 20;
    private const int AtATime = 64;
    private const int Indicators = 100;
    private const int Municipalities = 1_000;
    private const int Years = 10;
    private const int IndicatorsOfSheet = 10;

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
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        var fewMeasured = await MeasureAsync(benefits, few, 1, 1);
        var manyMeasured = await MeasureAsync(benefits, many, Indicators, Municipalities);
        var imported = System.Diagnostics.Stopwatch.GetElapsedTime(begin);
        using var browser = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<Addresses>().Pages) };
        BenchCaller.Current = await BenchReader.CreateAsync(app.Services);
        async Task Page(string address, string shows, int times)
        {
            for (var i = 0; i < times; i++)
            {
                var page = await browser.GetStringAsync(address);
                if (!page.Contains(shows, StringComparison.Ordinal))
                    throw new InvalidOperationException($"{address} does not show {shows}.");
            }
        }
        Task Get(string programme, int times) => Page($"/{programme}/realisation", "bf-expected", times);

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
        var times = await Measure.CallsAsync(
            (Requests, n => Get(few, n)),
            (Requests, n => Get(many, n)),
            (Requests, n => Page($"/{fewMeasured}", "<svg", n)),
            (Requests, n => Page($"/{manyMeasured}", "<svg", n)),
            (Requests, n => Page($"/{few}/indicators", "K000", n)),
            (Requests, n => Page($"/{many}/indicators", "K000", n))
        );
        var took = simulation.EndTime.ToDateTimeOffset() - simulation.CreateTime.ToDateTimeOffset();

        Console.WriteLine($"Pages of realisation, {Many} measures against {Few}");
        Console.WriteLine($"  {Few, 6} measures, drawn while one waits    {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  {Many, 6} measures, kept sums and band       {Measure.Nanoseconds(times[1])}");
        Measure.Goal("time of the large programme against the small one", times[1] / times[0], 1.5, atLeast: false, "×");
        Console.WriteLine(
            $"{Indicators * Municipalities * Years} measurements of {Indicators} indicators read in: {imported.TotalSeconds:F1} s"
        );
        Console.WriteLine($"  indicator of {Years, 6} values               {Measure.Nanoseconds(times[2])}");
        Console.WriteLine($"  indicator of {Municipalities * Years, 6} values               {Measure.Nanoseconds(times[3])}");
        Console.WriteLine($"  list of      1 indicator               {Measure.Nanoseconds(times[4])}");
        Console.WriteLine($"  list of    {Indicators} indicators              {Measure.Nanoseconds(times[5])}");
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

    // Returns the name of the first indicator.
    private static async Task<string> MeasureAsync(BenefitsClient benefits, string programme, int indicators, int municipalities)
    {
        var names = new List<string>();
        foreach (var n in Enumerable.Range(0, indicators))
        {
            var indicator = await benefits.CreateIndicatorAsync(
                new()
                {
                    Parent = programme,
                    Indicator = new()
                    {
                        Title = $"Netto driftsutgifter {n}",
                        Code = $"K{n:000}",
                        Unit = "kr",
                        Direction = IndicatorDirection.LowerIsBetter,
                        PeriodKind = IndicatorPeriodKind.Year,
                        Kind = IndicatorKind.Measure,
                        Municipality = "1000",
                    },
                }
            );
            names.Add(indicator.Name);
        }
        var years = Enumerable.Range(First.Year - Years, Years);
        foreach (var sheet in Enumerable.Range(0, indicators).Chunk(IndicatorsOfSheet))
        {
            var text = new System.Text.StringBuilder($"Kode;Kommune;{string.Join(';', years)}\n");
            foreach (var n in sheet)
            foreach (var m in Enumerable.Range(1000, municipalities))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"K{n:000};{m};{string.Join(';', years.Select(y => ((y * 31) + (m * 7) + n) % 99_991))}\n"
                );
            await benefits.ImportMeasurementsAsync(
                new()
                {
                    Parent = programme,
                    Content = Google.Protobuf.ByteString.CopyFromUtf8(text.ToString()),
                    FileName = "kostra.csv",
                    Source = "KOSTRA",
                }
            );
        }
        return names[0];
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
