using MergeProgramme.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Stakeholders;

/// <summary>The stakeholders contract. Each rpc is in the file of its name.</summary>
internal sealed partial class StakeholdersService(
    [FromKeyedServices(StakeholdersModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    TimeProvider time
) : V1.StakeholdersService.StakeholdersServiceBase;
