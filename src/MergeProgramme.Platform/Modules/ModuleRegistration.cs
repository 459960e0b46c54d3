using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MergeProgramme.Platform.Modules;

/// <summary>How modules come into the host, and how they reach each other.</summary>
public static class ModuleRegistration
{
    // Consumers look for a host that is down all the while; without a limit it would be back for up to two minutes before anybody noticed.
    private static readonly GrpcChannelOptions Remote = new() { MaxReconnectBackoff = TimeSpan.FromSeconds(2) };

    /// <summary>What every module stands on. Call it once, before the modules.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DatabaseOptions>(configuration.GetSection("Database"));
        services.AddDataProtection();
        services.AddSingleton<CallerSeal>();
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<ViolationTexts>();
        services.AddSingleton<ConsumerStates>();
        services.AddSingleton(new RequestRules(ContractTypes.Files));
        services.AddSingleton(new AccessRules(ContractTypes.Files));
        services.AddSingleton<GrantsCache>();
        services.AddSingleton<TelemetryInterceptor>();
        services.AddSingleton<IncomingCallerInterceptor>();
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AuthenticationInterceptor>();
        services.AddSingleton<ValidationInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton(s => new InProcessServer([
            s.GetRequiredService<TelemetryInterceptor>(),
            s.GetRequiredService<ErrorInterceptor>(),
            s.GetRequiredService<AuthenticationInterceptor>(),
            s.GetRequiredService<ValidationInterceptor>(),
            s.GetRequiredService<AccessInterceptor>(),
        ]));
        services.AddSingleton<InProcessCallInvoker>();
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<TelemetryInterceptor>();
            options.Interceptors.Add<IncomingCallerInterceptor>();
            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<AuthenticationInterceptor>();
            options.Interceptors.Add<ValidationInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
        });
        services.AddHealthChecks().AddCheck<ConsumerStates>("consumers", tags: ["ready"]);
        return services;
    }

    /// <summary>
    /// Adds a module. It is served here, on its own database, unless <c>Modules:&lt;name&gt;:Address</c> says which host serves it; its
    /// client is the same either way.
    /// </summary>
    /// <param name="bind">The generated <c>BindService</c>.</param>
    /// <param name="client">The generated client's constructor.</param>
    public static IServiceCollection AddModule<TService, TClient>(
        this IServiceCollection services,
        IConfiguration configuration,
        Module module,
        Action<ServiceBinderBase, TService> bind,
        Func<CallInvoker, TClient> client
    )
        where TService : class
        where TClient : class
    {
        var address = configuration[$"Modules:{module.Name}:Address"];
        module = module with
        {
            Address = string.IsNullOrEmpty(address) ? null : new Uri(address),
            Bind = (binder, provider) => bind(binder, provider.GetRequiredService<TService>()),
            Map = endpoints => endpoints.MapGrpcService<TService>(),
        };
        services.AddSingleton(module);
        if (module.Address is { } remote)
        {
            services.AddSingleton(s =>
                client(
                    GrpcChannel
                        .ForAddress(remote, Remote)
                        .Intercept(new OutgoingCallerInterceptor(s.GetRequiredService<CallerSeal>()))
                )
            );
            return services;
        }
        services.AddKeyedSingleton<ModuleDatabase>(
            module.Name,
            (s, _) =>
            {
                var options = s.GetRequiredService<IOptions<DatabaseOptions>>().Value;
                var time = s.GetRequiredService<TimeProvider>();
                return options.PostgreSql.Length > 0
                    ? new PostgreSqlModuleDatabase(module.Name, options, time)
                    : new SqliteModuleDatabase(module.Name, options, time);
            }
        );
        services.AddSingleton<TService>();
        services.AddSingleton(s => client(s.GetRequiredService<InProcessCallInvoker>()));
        return services;
    }

    /// <summary>Adds a consumer of another module's events to a module. It runs where the module is served.</summary>
    public static IServiceCollection AddEventConsumer<TConsumer>(
        this IServiceCollection services,
        IConfiguration configuration,
        string module
    )
        where TConsumer : class, IEventConsumer
    {
        if (!string.IsNullOrEmpty(configuration[$"Modules:{module}:Address"]))
            return services;
        services.AddSingleton<TConsumer>();
        return services.AddSingleton<IHostedService>(s => new ConsumerRunner(
            s.GetRequiredService<TConsumer>(),
            s.GetRequiredKeyedService<ModuleDatabase>(module),
            s.GetRequiredService<ConsumerStates>(),
            s.GetRequiredService<IHostApplicationLifetime>(),
            s.GetRequiredService<ILogger<ConsumerRunner>>()
        ));
    }

    /// <summary>Brings the databases of the modules served here up to date.</summary>
    public static void MigrateModules(this IServiceProvider services)
    {
        foreach (var module in services.GetServices<Module>().Where(m => m.IsLocal))
            module.DatabaseOf(services).Migrate(module.Assembly);
    }

    /// <summary>Makes the modules served here callable, in-process and over the wire.</summary>
    public static void MapModules(this IEndpointRouteBuilder endpoints)
    {
        var server = endpoints.ServiceProvider.GetRequiredService<InProcessServer>();
        foreach (var module in endpoints.ServiceProvider.GetServices<Module>().Where(m => m.IsLocal))
        {
            module.Bind(server, endpoints.ServiceProvider);
            module.Map(endpoints);
        }
    }
}
