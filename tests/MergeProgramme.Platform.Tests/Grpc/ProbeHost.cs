using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Platform.Tests.Grpc;

/// <summary>The probe behind both transports, as the platform sets them up.</summary>
internal sealed class ProbeHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private ProbeHost(WebApplication app)
    {
        this.app = app;
        channel = GrpcChannel.ForAddress(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    public ProbeService Service => app.Services.GetRequiredService<ProbeService>();

    public static async Task<ProbeHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPlatform(builder.Configuration);
        builder.Services.AddSingleton<ProbeService>();
        builder.Services.AddSingleton(new AccessRules([.. ContractTypes.Files, Probe.V1.ProbeReflection.Descriptor]));
        var app = builder.Build();
        app.MapGrpcService<ProbeService>();
        Probe.V1.ProbeService.BindService(
            app.Services.GetRequiredService<InProcessServer>(),
            app.Services.GetRequiredService<ProbeService>()
        );
        await app.StartAsync();
        return new(app);
    }

    public Probe.V1.ProbeService.ProbeServiceClient Client(Transport transport) =>
        new(
            transport == Transport.InProcess
                ? app.Services.GetRequiredService<InProcessCallInvoker>().AsOffice()
                : channel.Intercept(new OutgoingCallerInterceptor(app.Services.GetRequiredService<CallerSeal>())).AsOffice()
        );

    public async ValueTask DisposeAsync()
    {
        Service.Cancelled.TrySetResult();
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
