using MergeProgramme.Access.Grants;
using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Access;

/// <summary>Who may do what.</summary>
public static class AccessModule
{
    internal const string Name = "access";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(Sessions.SessionLimits.Read(configuration))
            .AddModule<AccessService, V1.AccessService.AccessServiceClient>(
                configuration,
                new Module(Name, typeof(AccessModule).Assembly, typeof(Texts), V1.AccessService.Descriptor),
                V1.AccessService.BindService,
                invoker => new(invoker)
            )
            .AddEventConsumer<FollowAppointments>(configuration, Name);
}
