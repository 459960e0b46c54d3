using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Bench;

/// <summary>What it costs to go through a contract: the same method called plainly, in-process, by loopback h2c and by Unix socket.</summary>
internal static class TransportBench
{
    public static async Task RunAsync()
    {
        var service = new FixedAnswer();
        await using var host = await BenchHost.StartAsync(s => s.AddSingleton(service), app => app.MapGrpcService<FixedAnswer>());
        var server = host.Services.GetRequiredService<InProcessServer>();
        OrganisationService.BindService(server, service);
        Access.V1.AccessService.BindService(server, new BenchCaller.ReaderOfAll());
        BenchCaller.Current = new Caller("principals/bench", "Leser");
        Caller.Set(BenchCaller.Current);
        var inProcess = new Client(host.Services.GetRequiredService<InProcessCallInvoker>());
        using var loopbackChannel = host.Loopback();
        using var socketChannel = host.UnixSocket();
        var loopback = new Client(loopbackChannel);
        var socket = new Client(socketChannel);
        var request = new GetProgrammeRequest { Name = "programmes/indre-ostfold" };

        var times = await Measure.CallsAsync(
            (
                2_000_000,
                async n =>
                {
                    for (var i = 0; i < n; i++)
                        await service.GetProgramme(request, null!);
                }
            ),
            (500_000, n => Repeat(inProcess, request, n)),
            (4_000, n => Repeat(loopback, request, n)),
            (4_000, n => Repeat(socket, request, n))
        );

        Console.WriteLine("A contract call, one after the other");
        Console.WriteLine($"  direct method call                    {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  in-process, all interceptors          {Measure.Nanoseconds(times[1])}");
        Console.WriteLine(
            $"  loopback h2c, all interceptors        {Measure.Nanoseconds(times[2])}   {times[2] / times[1], 6:F0} × in-process"
        );
        Console.WriteLine(
            $"  Unix socket h2c, all interceptors     {Measure.Nanoseconds(times[3])}   {times[3] / times[1], 6:F0} × in-process"
        );
        Measure.Goal("in-process takes", times[1] / 1000, 2, atLeast: false, "µs");
        Measure.Goal("loopback costs", times[2] / times[1], 100, atLeast: true, "×");
        Console.WriteLine();
    }

    private static async Task Repeat(Client client, GetProgrammeRequest request, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var call = client.GetProgrammeAsync(request);
            await call.ResponseAsync;
        }
    }

    private sealed class FixedAnswer : OrganisationService.OrganisationServiceBase
    {
        private readonly Task<Programme> answer = Task.FromResult(
            new Programme
            {
                Name = "programmes/indre-ostfold",
                DisplayName = "Indre Østfold",
                Kind = ProgrammeKind.MunicipalMerger,
                Etag = "25b070d7e0fe81ba",
            }
        );

        public override Task<Programme> GetProgramme(GetProgrammeRequest request, ServerCallContext context) => answer;
    }
}
