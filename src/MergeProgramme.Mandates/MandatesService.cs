using MergeProgramme.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Mandates;

/// <summary>The mandates contract. Each rpc is in the file of its name.</summary>
internal sealed partial class MandatesService(
    [FromKeyedServices(MandatesModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    Stakeholders.V1.StakeholdersService.StakeholdersServiceClient stakeholders,
    TimeProvider time
) : V1.MandatesService.MandatesServiceBase;
