using MergeProgramme.Benefits.FromMandates;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Benefits;

/// <summary>What is to be gained, and whether it is.</summary>
public static class BenefitsModule
{
    internal const string Name = "benefits";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddBenefits(this IServiceCollection services, IConfiguration configuration)
    {
        // Bands are drawn where the module is served.
        if (string.IsNullOrEmpty(configuration[$"Modules:{Name}:Address"]))
            services.AddSingleton<RunSimulations>().AddHostedService(s => s.GetRequiredService<RunSimulations>());
        return services
            .AddModule<BenefitsService, V1.BenefitsService.BenefitsServiceClient>(
                configuration,
                new Module(Name, typeof(BenefitsModule).Assembly, typeof(Texts), V1.BenefitsService.Descriptor),
                V1.BenefitsService.BindService,
                invoker => new(invoker)
            )
            .AddEventConsumer<RegisterFromMandate>(configuration, Name);
    }
}
