using Google.Protobuf.Reflection;
using Google.Rpc;
using MergeProgramme.Access;
using MergeProgramme.Benefits;
using MergeProgramme.Host.Audit;
using MergeProgramme.Host.Demo;
using MergeProgramme.Host.Hardening;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Tokens;
using MergeProgramme.Mandates;
using MergeProgramme.Organisation;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Procurement;
using MergeProgramme.Stakeholders;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MergeProgramme.Host;

/// <summary>Puts the host together: the platform, the five modules, the pages, the ports.</summary>
internal static class Composition
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A host that has not started. Its databases are brought up to date when it starts.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or another host has the data folder.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                // Pages and static files are this assembly's, whatever process it runs in.
                ApplicationName = typeof(Composition).Assembly.GetName().Name,
                // Found wherever the host is started from.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        configure?.Invoke(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        Secrets.Read(builder.Configuration);
        OutgoingConnections.Require(configuration);
        var isDemo = configuration.GetValue<bool>("Demo:Enabled");

        var listen = Listening.Read(configuration);
        var limits = Limits.Read(configuration);
        var security = SecurityText.Read(configuration);
        listen.Apply(builder.WebHost, limits);
        listen.Apply(services);
        builder.WebHost.UseStaticWebAssets();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);

        if (isDemo)
            services.AddDemo(configuration);
        services.TryAddSingleton(TimeProvider.System);

        foreach (var issuer in TokenIssuer.Read(configuration))
            services.AddSingleton(issuer);
        services.AddPlatform(configuration);
        KeyFolder.Add(services, configuration);
        services.AddModules(configuration);

        services.AddSignIn(configuration);
        services.AddShell(shell => (shell.Demo, shell.OverTls) = (isDemo, listen.PagesOverTls || listen.Proxies is not null));
        services
            .AddGrpc()
            .AddJsonTranscoding(json =>
                // What an event's data and an error's details may be.
                json.TypeRegistry = TypeRegistry.FromFiles([.. ContractTypes.Files, ErrorDetailsReflection.Descriptor])
            );
        limits.Apply(services);
        UnreadableMessages.Quieten(builder.Logging);
        RequestLines.Quieten(services);
        CallerRates.Add(services);
        RefusedHosts.Add(services);
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks();
        services.AddObservability(configuration);
        services.AddSingleton<Addresses>();
        services.AddSingleton<DataFolder>();
        services.AddSingleton<ModuleLogs>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<DailyAnchor>();
        services.AddHostedService(s => s.GetRequiredService<DailyAnchor>());
        services.AddHealthChecks().AddCheck<DailyAnchor>("anchor", tags: ["ready"]);

        var app = builder.Build();
        // Before anything is opened: a second host on the same folder stops here.
        app.Services.GetRequiredService<DataFolder>().Claim();
        app.Services.MigrateModules();
        app.UseShell();
        app.MapModules();
        if (isDemo)
            app.MapDemo();
        app.MapGrpcReflectionService();
        app.MapGrpcHealthChecksService();
        app.MapHealth();
        SecurityText.Map(app, security);
        return app;
    }

    /// <summary>The modules of the product.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess(configuration);
        services.AddOrganisation(configuration);
        services.AddMandates(configuration);
        services.AddBenefits(configuration);
        services.AddProcurement(configuration);
        return services.AddStakeholders(configuration);
    }
}
