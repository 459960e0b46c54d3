using MergeProgramme.Platform.Modules;
using MergeProgramme.Procurement.Needs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Procurement;

/// <summary>What must be bought, and why.</summary>
public static class ProcurementModule
{
    internal const string Name = "procurement";

    /// <summary>Adds the module to the host.</summary>
    public static IServiceCollection AddProcurement(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModule<ProcurementService, V1.ProcurementService.ProcurementServiceClient>(
                configuration,
                new Module(Name, typeof(ProcurementModule).Assembly, typeof(Texts), V1.ProcurementService.Descriptor),
                V1.ProcurementService.BindService,
                invoker => new(invoker)
            )
            .AddSingleton<Tenders.TenderSeal>()
            .AddSingleton(Ocds.OcdsPrefix.Of(configuration))
            .AddEventConsumer<RaiseNeed>(configuration, Name);
}
