using MergeProgramme.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Benefits;

/// <summary>The benefits contract. Each rpc is in the file of its name.</summary>
internal sealed partial class BenefitsService(
    [FromKeyedServices(BenefitsModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation
) : V1.BenefitsService.BenefitsServiceBase;
