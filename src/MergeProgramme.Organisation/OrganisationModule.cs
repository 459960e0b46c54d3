using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Organisation;

/// <summary>Who is in the programme, in which body and role.</summary>
public static class OrganisationModule
{
    internal const string Name = "organisation";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddOrganisation(this IServiceCollection services, IConfiguration configuration)
    {
        // Lateness is taken further where the module is served.
        if (string.IsNullOrEmpty(configuration[$"Modules:{Name}:Address"]))
            services.AddSingleton<EscalateLateReports>().AddHostedService(s => s.GetRequiredService<EscalateLateReports>());
        return services
            .AddSingleton<FigureSources>()
            .AddModule<OrganisationService, V1.OrganisationService.OrganisationServiceClient>(
                configuration,
                new Module(Name, typeof(OrganisationModule).Assembly, typeof(Texts), V1.OrganisationService.Descriptor),
                V1.OrganisationService.BindService,
                invoker => new(invoker)
            )
            .AddEventConsumer<MovePhase>(configuration, Name)
            .AddEventConsumer<FollowMeetings>(configuration, Name);
    }
}
