using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Host.Demo;

/// <summary>What only a demonstration has: its clock, tokens for the asking, and sign-in as anybody of the sample.</summary>
internal static class DemoRegistration
{
    /// <param name="configuration">Gets what a demonstration has otherwise than a real installation.</param>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfigurationBuilder configuration)
    {
        // Moving the clock must not sign anybody out.
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["SignIn:IdleMinutes"] = "20000000", ["SignIn:AbsoluteHours"] = "300000" }
        );
        services.AddSingleton<DemoSignIn>();
        services.AddSingleton<DemoClock>();
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<DemoClock>());
        services.AddSingleton<DemoClockService>();
        services.AddSingleton<DemoTokens>();
        services.AddSingleton(s => s.GetRequiredService<DemoTokens>().Issuer);
        return services.AddSingleton(s => new Platform.V1.DemoClockService.DemoClockServiceClient(
            s.GetRequiredService<InProcessCallInvoker>()
        ));
    }

    public static void MapDemo(this IEndpointRouteBuilder endpoints)
    {
        Platform.V1.DemoClockService.BindService(
            endpoints.ServiceProvider.GetRequiredService<InProcessServer>(),
            endpoints.ServiceProvider.GetRequiredService<DemoClockService>()
        );
        endpoints.MapGrpcService<DemoClockService>();
        endpoints.MapPost(
            "/demo/token",
            (HttpContext context, DemoTokens tokens, AccessService.AccessServiceClient access, AccessRules rules) =>
                tokens.IssueAsync(context, access, rules)
        );
    }
}
