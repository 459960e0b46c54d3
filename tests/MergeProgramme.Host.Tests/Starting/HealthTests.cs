using System.Net;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Starting;

/// <summary>What operations and foreign tools ask of a running host before anything else.</summary>
[Collection("hosts")]
public sealed class HealthTests(SharedHosts hosts)
{
    private static readonly string[] Contracts =
    [
        "mergeprogramme.benefits.v1.BenefitsService",
        "mergeprogramme.mandates.v1.MandatesService",
        "mergeprogramme.organisation.v1.OrganisationService",
        "mergeprogramme.procurement.v1.ProcurementService",
        "mergeprogramme.stakeholders.v1.StakeholdersService",
    ];

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_health_pages_say_healthy(string path)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var client = new HttpClient { BaseAddress = host.Pages };

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Grpc_health_says_serving()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        // The first report is made some seconds after the start; watching is told of it, where asking once would be too early.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var watch = new Grpc.Health.V1.Health.HealthClient(host.Invoker(Transport.H2c)).Watch(
            new HealthCheckRequest(),
            cancellationToken: deadline.Token
        );

        await foreach (var report in watch.ResponseStream.ReadAllAsync(deadline.Token))
        {
            if (report.Status == HealthCheckResponse.Types.ServingStatus.Serving)
                return;
        }
        Assert.Fail("gRPC health ended without serving");
    }

    [Fact]
    public async Task Reflection_lists_every_contract_and_describes_it()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var call = new ServerReflection.ServerReflectionClient(host.Invoker(Transport.H2c)).ServerReflectionInfo();

        var services = await AskAsync(call, new() { ListServices = "" });
        var file = await AskAsync(call, new() { FileContainingSymbol = Contracts[1] });

        Assert.Equal(Contracts, services.ListServicesResponse.Service.Select(s => s.Name).Where(Contracts.Contains).Order());
        var descriptor = FileDescriptorProto.Parser.ParseFrom(file.FileDescriptorResponse.FileDescriptorProto[0]);
        Assert.Contains(descriptor.Service.Single().Method, method => method.Name == "DecideMandate");
    }

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call,
        ServerReflectionRequest request
    )
    {
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }
}
