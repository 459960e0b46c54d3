using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Stakeholders;

/// <summary>The stakeholders contract. Each rpc is in the file of its name.</summary>
internal sealed partial class StakeholdersService(
    [FromKeyedServices(StakeholdersModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    Mandates.V1.MandatesService.MandatesServiceClient mandates,
    GrantsCache grants,
    ViolationTexts violationTexts,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : V1.StakeholdersService.StakeholdersServiceBase;
