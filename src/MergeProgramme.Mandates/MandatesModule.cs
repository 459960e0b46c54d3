using MergeProgramme.Mandates.Imports;
using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Mandates;

/// <summary>What is asked for, decided and delivered.</summary>
public static class MandatesModule
{
    internal const string Name = "mandates";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddMandates(this IServiceCollection services, IConfiguration configuration)
    {
        // Long documents are read where the module is served.
        if (string.IsNullOrEmpty(configuration[$"Modules:{Name}:Address"]))
            services.AddSingleton<ReadImports>().AddHostedService(s => s.GetRequiredService<ReadImports>());
        return services.AddModule<MandatesService, V1.MandatesService.MandatesServiceClient>(
            configuration,
            new Module(Name, typeof(MandatesModule).Assembly, typeof(Texts), V1.MandatesService.Descriptor),
            V1.MandatesService.BindService,
            invoker => new(invoker)
        );
    }
}
