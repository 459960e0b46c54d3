using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Stakeholders;

/// <summary>Who must be heard, and whether they were.</summary>
public static class StakeholdersModule
{
    internal const string Name = "stakeholders";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddStakeholders(this IServiceCollection services, IConfiguration configuration) =>
        services.AddModule<StakeholdersService, V1.StakeholdersService.StakeholdersServiceClient>(
            configuration,
            new Module(Name, typeof(StakeholdersModule).Assembly, typeof(Texts), V1.StakeholdersService.Descriptor),
            V1.StakeholdersService.BindService,
            invoker => new(invoker)
        );
}
