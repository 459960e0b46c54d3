using MergeProgramme.Organisation.Reports;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.DependencyInjection;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Organisation;

/// <summary>The organisation contract. Each rpc is in the file of its name.</summary>
internal sealed partial class OrganisationService(
    [FromKeyedServices(OrganisationModule.Name)] ModuleDatabase database,
    AccessServiceClient access,
    StakeholdersServiceClient stakeholders,
    ViolationTexts texts,
    FigureSources sources,
    TimeProvider time
) : V1.OrganisationService.OrganisationServiceBase;
