using System.Globalization;
using MergeProgramme.Access.V1;
using MergeProgramme.Host;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Bench;

/// <summary>The organisation chart of 60 bodies with 600 appointments, held against the list of the same bodies: whole pages over HTTP.</summary>
internal static class ChartBench
{
    private const int Bodies = 60;
    private const int Appointments = 600;
    private const int Requests = 20;

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
        var programme = await FillAsync(app.Services.GetRequiredService<Client>());
        BenchCaller.Current = await ReaderAsync(app.Services);
        using var browser = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<Addresses>().Pages) };
        async Task Get(string path, int times)
        {
            for (var i = 0; i < times; i++)
            {
                var page = await browser.GetStringAsync($"/{programme}/{path}");
                if (!page.Contains("Arbeidsgruppe 10", StringComparison.Ordinal))
                    throw new InvalidOperationException($"{path} does not show the bodies.");
            }
        }

        var times = await Measure.CallsAsync((Requests, n => Get("bodies", n)), (Requests, n => Get("bodies/chart?all=true", n)));

        Console.WriteLine($"Pages of {Bodies} bodies with {Appointments} appointments");
        Console.WriteLine($"  list of bodies                        {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  organisation chart, all levels        {Measure.Nanoseconds(times[1])}");
        Measure.Goal("time of the chart against the list", times[1] / times[0], 5, atLeast: false, "×");
        Console.WriteLine();
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<string> FillAsync(Client client)
    {
        var programme = (
            await client.CreateProgrammeAsync(
                new()
                {
                    Programme = new() { DisplayName = "Ny kommune", Kind = ProgrammeKind.MunicipalMerger },
                }
            )
        ).Name;
        List<string> bodies = [];
        for (var i = 0; i < Bodies; i++)
        {
            var body = await client.CreateBodyAsync(
                new()
                {
                    Parent = programme,
                    Body = new()
                    {
                        DisplayName = $"Arbeidsgruppe {i}",
                        Kind = BodyKind.WorkingGroup,
                        Authority = BodyAuthority.Advisory,
                        ParentBody = i == 0 ? "" : bodies[(i - 1) / 6],
                        CompositionRules =
                        {
                            new CompositionRule { Kind = CompositionRuleKind.OneChair },
                            new CompositionRule { Kind = CompositionRuleKind.Members, Minimum = 5 },
                        },
                    },
                }
            );
            bodies.Add(body.Name);
        }
        var list = string.Join(
            '\n',
            Enumerable
                .Range(0, Appointments)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Person{i:D3}{(char)('a' + (i % 26))} Etternavn{i * 7919 % 1000:D3}{(char)('a' + (i / 26 % 26))};{(i % 10 == 0 ? "leder" : "medlem")};Arbeidsgruppe {i / 10}"
                    )
                )
                .Prepend("Navn;Rolle;Organ")
        );
        var request = new ImportAppointmentsRequest
        {
            Parent = programme,
            Text = list,
            StartDate = new()
            {
                Year = 2020,
                Month = 1,
                Day = 1,
            },
        };
        // Names that are made by a machine look alike; all of them are somebody new.
        request.Choices.AddRange(Enumerable.Range(2, Appointments).Select(line => new ImportChoice { Line = line }));
        await client.ImportAppointmentsAsync(request);
        return programme;
    }

    private static async Task<Caller> ReaderAsync(IServiceProvider services)
    {
        var access = services.GetRequiredService<AccessService.AccessServiceClient>();
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "bench",
                Subject = "reader",
                Kind = PrincipalKind.Person,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = "programmes/-",
                RoleAssignment = new() { Principal = principal.Name, Role = Role.Reader },
            }
        );
        return new(principal.Name, principal.DisplayName);
    }
}
