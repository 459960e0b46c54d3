using System.Net;
using Grpc.Net.Client;
using MergeProgramme.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Bench;

/// <summary>A server with the platform's interceptors, or with none, on loopback and a Unix socket.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string socket = Path.Combine(
        Path.GetTempPath(),
        $"mergeprogramme-bench-{Environment.ProcessId}-{Guid.NewGuid():N}.sock"
    );

    private BenchHost(Action<IServiceCollection> services, Action<WebApplication> map, bool withPlatform)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
            k.ListenUnixSocket(socket, l => l.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton(TimeProvider.System);
        if (withPlatform)
        {
            builder.Services.AddPlatform(builder.Configuration);
            builder.Services.AddSingleton<IStartupFilter, BenchCaller.Requests>();
            builder.Services.AddSingleton(s => new Access.V1.AccessService.AccessServiceClient(
                s.GetRequiredService<Platform.Grpc.InProcessCallInvoker>()
            ));
        }
        else
            builder.Services.AddGrpc();
        services(builder.Services);
        app = builder.Build();
        map(app);
    }

    public IServiceProvider Services => app.Services;

    public static async Task<BenchHost> StartAsync(
        Action<IServiceCollection> services,
        Action<WebApplication> map,
        bool withPlatform = true
    )
    {
        var host = new BenchHost(services, map, withPlatform);
        await host.app.StartAsync();
        return host;
    }

    public GrpcChannel Loopback() =>
        GrpcChannel.ForAddress(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single(a => a.StartsWith("http://127", StringComparison.Ordinal))
        );

    public GrpcChannel UnixSocket() =>
        GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectCallback = async (_, cancellation) =>
                    {
                        var connection = new System.Net.Sockets.Socket(
                            System.Net.Sockets.AddressFamily.Unix,
                            System.Net.Sockets.SocketType.Stream,
                            System.Net.Sockets.ProtocolType.Unspecified
                        );
                        await connection.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(socket), cancellation);
                        return new System.Net.Sockets.NetworkStream(connection, ownsSocket: true);
                    },
                },
            }
        );

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
