using Dapper;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Bench;

/// <summary>A read by name over gRPC: the whole host against a bare Grpc.AspNetCore service with the same SQL, 16 callers at once.</summary>
internal static class PointReadBench
{
    private const int Callers = 16;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-bench-");
        await using var app = Composition.Build(
            ["--Listen:Pages=http://127.0.0.1:0", "--Listen:Grpc=http://127.0.0.1:0", $"--Database:Folder={folder.FullName}"],
            builder => builder.Services.AddSingleton<IStartupFilter, BenchCaller.Requests>()
        );
        BenchCaller.Current = Caller.Internal("bench");
        await app.StartAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(app.Services.GetRequiredService<Addresses>().Grpc);
        var host = new Client(channel);
        var names = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var created = await host.CreateProgrammeAsync(
                new()
                {
                    Programme = new()
                    {
                        DisplayName = $"Program {i}",
                        Kind = ProgrammeKind.MunicipalMerger,
                        Goals = { new ProgrammeGoal { Text = "Klar til tiden" } },
                    },
                }
            );
            names.Add(created.Name);
        }
        BenchCaller.Current = await ReaderAsync(app.Services);

        var connectionString = $"Data Source={Path.Combine(folder.FullName, "organisation.db")};Mode=ReadOnly";
        await using var bareHost = await BenchHost.StartAsync(
            s => s.AddSingleton(new BareService(connectionString)),
            a => a.MapGrpcService<BareService>(),
            withPlatform: false
        );
        using var bareChannel = bareHost.Loopback();
        var bare = new Client(bareChannel);

        var times = await Measure.CallsAsync((16_000, n => Together(host, names, n)), (16_000, n => Together(bare, names, n)));

        Console.WriteLine($"A point read over loopback gRPC, {Callers} callers");
        Console.WriteLine($"  MergeProgramme host                   {1e9 / times[0], 10:F0} calls/s");
        Console.WriteLine($"  bare Grpc.AspNetCore, same SQL        {1e9 / times[1], 10:F0} calls/s");
        Measure.Goal("throughput against bare", times[1] / times[0], 0.8, atLeast: true, "×");
        Console.WriteLine();
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<Caller> ReaderAsync(IServiceProvider services)
    {
        Caller.Set(Caller.Internal("bench"));
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

    private static Task Together(Client client, List<string> names, int calls) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async caller =>
                {
                    for (var i = caller; i < calls; i += Callers)
                        await client.GetProgrammeAsync(new() { Name = names[i % names.Count] });
                })
        );

    /// <summary>What somebody would write without the platform: a connection, two statements, the message.</summary>
    private sealed class BareService(string connectionString) : OrganisationService.OrganisationServiceBase
    {
        public override async Task<Programme> GetProgramme(GetProgrammeRequest request, ServerCallContext context)
        {
            await using var connection = new SqliteConnection(connectionString);
            connection.Open();
            var programme = await connection.QuerySingleAsync<Programme>(
                "SELECT * FROM programmes WHERE name = @Name",
                new { request.Name }
            );
            programme.Goals.AddRange(
                await connection.QueryAsync<ProgrammeGoal>(
                    "SELECT text FROM programme_goals WHERE programme = @Name ORDER BY position",
                    new { request.Name }
                )
            );
            return programme;
        }
    }
}
