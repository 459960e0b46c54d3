using System.Globalization;
using MergeProgramme.Host;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MandatesClient = MergeProgramme.Mandates.V1.MandatesService.MandatesServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Bench;

/// <summary>The timeline of 100 sub-projects with 2,000 milestones and 500 links, held against the list of the same sub-projects: whole pages over HTTP.</summary>
internal static class PlanBench
{
    private const int SubProjects = 100;
    private const int Milestones = 2_000;
    private const int Links = 500;
    private const int Requests = 20;

    // As a programme in the middle of its work: half a year behind it, two and a half ahead.
    private static readonly DateOnly First = TimeProvider.System.Today().AddDays(-180);
    private static readonly string From = First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
        var (organisation, mandates) = (
            app.Services.GetRequiredService<OrganisationClient>(),
            app.Services.GetRequiredService<MandatesClient>()
        );
        var programme = (await FillAsync(organisation, mandates, SubProjects)).Programme;
        // A plain list of the same milestones: they stand in one sub-project.
        var whole = (await FillAsync(organisation, mandates, 1)).SubProject.Replace(
            "/subProjects/",
            "/sub-projects/",
            StringComparison.Ordinal
        );
        BenchCaller.Current = await BenchReader.CreateAsync(app.Services);
        using var browser = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<Addresses>().Pages) };
        async Task Get(string path, int times, string shape, int count)
        {
            for (var i = 0; i < times; i++)
            {
                var page = await browser.GetStringAsync($"/{path}");
                // Counted where it stands: the reader's own work is no part of the page's.
                if (page.AsSpan().Count(shape) is var shown && shown < count)
                    throw new InvalidOperationException($"{path} shows {shown} of {count}.");
            }
        }

        var timeline = $"{programme}/timeline?zoom=year&from={From}";
        var times = await Measure.CallsAsync(
            (Requests, n => Get($"{programme}/sub-projects", n, "Delprosjekt nummer", SubProjects)),
            (Requests, n => Get(timeline, n, "class=\"tl-bar tl-", Milestones)),
            (Requests, n => Get($"{timeline}&table=true", n, "<th scope=\"row\">", Milestones)),
            (Requests, n => Get($"{timeline}&critical=true", n, "class=\"tl-bar tl-", 1)),
            (Requests / 4, n => Get($"{whole}/milestones", n, "<th scope=\"row\">", Milestones))
        );

        Console.WriteLine($"Pages of {SubProjects} sub-projects with {Milestones} milestones and {Links} links");
        Console.WriteLine($"  list of sub-projects                  {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  timeline, all of it drawn             {Measure.Nanoseconds(times[1])}");
        Console.WriteLine($"  timeline, all of it as a table        {Measure.Nanoseconds(times[2])}");
        Console.WriteLine($"  timeline, the critical chain alone    {Measure.Nanoseconds(times[3])}");
        Console.WriteLine($"  list of as many milestones            {Measure.Nanoseconds(times[4])}");
        Measure.Goal("time of the timeline against the list", times[1] / times[0], 5, atLeast: false, "×");
        Console.WriteLine();
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<(string Programme, string SubProject)> FillAsync(
        OrganisationClient organisation,
        MandatesClient mandates,
        int count
    )
    {
        var programme = (
            await organisation.CreateProgrammeAsync(
                new()
                {
                    Programme = new()
                    {
                        DisplayName = "Ny kommune",
                        Kind = ProgrammeKind.MunicipalMerger,
                        VestingDate = First.AddDays(1_100).ToDate(),
                    },
                }
            )
        ).Name;
        List<string> subProjects = [];
        for (var i = 0; i < count; i++)
        {
            subProjects.Add(
                (
                    await organisation.CreateSubProjectAsync(
                        new()
                        {
                            Parent = programme,
                            SubProject = new()
                            {
                                Code = string.Create(CultureInfo.InvariantCulture, $"A{i + 1}"),
                                DisplayName = $"Delprosjekt nummer {i}",
                                Kind = SubProjectKind.Administrative,
                                ParentSubProject = i % 5 == 0 ? "" : subProjects[i / 5 * 5],
                            },
                        }
                    )
                ).Name
            );
        }
        var made = new string[Milestones];
        for (var i = 0; i < Milestones; i++)
        {
            // Spread over three years; every fourth waits for another one made before.
            var day = First.AddDays(i * 7919 % 1000);
            var milestone = new Milestone
            {
                Kind = (MilestoneKind)(1 + i % 3),
                Title = $"Leveranse {i} er ferdig og godkjent",
                PlannedStartDate = i % 3 < 2 ? day.ToDate() : null,
                PlannedEndDate = day.AddDays(i % 3 < 2 ? 60 : 0).ToDate(),
            };
            if (i % (Milestones / Links) == Milestones / Links - 1)
            {
                // What begins twelve weeks before it, and in the first weeks the very first: chains of up to a dozen.
                var before = i >= 36 && i * 7919 % 1000 >= 84 ? i - 36 : 0;
                milestone.Predecessors.Add(new MilestonePredecessor { Predecessor = made[before], LagDays = 5 });
            }
            made[i] = (
                await mandates.CreateMilestoneAsync(new() { Parent = subProjects[i % count], Milestone = milestone })
            ).Name;
        }
        return (programme, subProjects[0]);
    }
}
