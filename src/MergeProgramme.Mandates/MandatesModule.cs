using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Platform.Modules;
using Microsoft.AspNetCore.Mvc.RazorPages;
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
        // Long documents are read, and plans kept, where the module is served.
        if (string.IsNullOrEmpty(configuration[$"Modules:{Name}:Address"]))
            services
                .AddSingleton<KeptPlans>()
                .AddSingleton<ReadImports>()
                .AddHostedService(s => s.GetRequiredService<ReadImports>())
                .AddSingleton<MeasureTolerances>()
                .AddSingleton<WatchTolerances>()
                .AddHostedService(s => s.GetRequiredService<WatchTolerances>());
        // What stands in the programme itself has the pages of what stands in a sub-project. After the pages are set up, which begins anew with conventions.
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            foreach (
                var (page, path) in ((string, string)[])
                    [
                        ("/Risks/Details", "risks/{risk}"),
                        ("/Risks/Edit", "risks/{risk}/edit"),
                        ("/SuccessFactors/Details", "success-factors/{factor}"),
                        ("/Budget/Place", "budget/own"),
                        ("/Budget/Frame", "budget/own/frames/{budgetLine}"),
                        ("/Budget/Commitment", "budget/own/commitments/{commitment}"),
                        ("/Budget/Forecast", "budget/own/forecasts/{forecast}"),
                    ]
            )
                pages.Conventions.AddPageRoute(page, $"/programmes/{{programme}}/{path}");
        });
        return services
            .AddModule<MandatesService, V1.MandatesService.MandatesServiceClient>(
                configuration,
                new Module(Name, typeof(MandatesModule).Assembly, typeof(Texts), V1.MandatesService.Descriptor),
                V1.MandatesService.BindService,
                invoker => new(invoker)
            )
            .AddEventConsumer<FollowForecasts>(configuration, Name)
            .AddEventConsumer<FollowMeasures>(configuration, Name);
    }
}
