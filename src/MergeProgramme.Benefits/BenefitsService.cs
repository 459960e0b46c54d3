using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits;

/// <summary>The benefits contract. Each rpc is in the file of its name.</summary>
internal sealed partial class BenefitsService(
    [FromKeyedServices(BenefitsModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    Mandates.V1.MandatesService.MandatesServiceClient mandates,
    Procurement.V1.ProcurementService.ProcurementServiceClient procurement,
    Access.V1.AccessService.AccessServiceClient access,
    IStringLocalizer<Texts> texts,
    ViolationTexts violationTexts,
    TimeProvider clock,
    Simulations.RunSimulations simulations
) : V1.BenefitsService.BenefitsServiceBase
{
    /// <summary>Refuses a sub-project that does not exist. None is fine.</summary>
    private async Task RequireSubProjectAsync(string field, string subProject, ServerCallContext context)
    {
        if (
            subProject.Length > 0
            && !await organisation
                .GetSubProjectAsync(new() { Name = subProject }, cancellationToken: context.CancellationToken)
                .ExistsAsync()
        )
            throw Problem.Invalid(field, "NOT_FOUND", subProject);
    }
}
