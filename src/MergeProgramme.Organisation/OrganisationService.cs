using MergeProgramme.Organisation.Reports;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Organisation;

/// <summary>The organisation contract. Each rpc is in the file of its name.</summary>
internal sealed partial class OrganisationService(
    [FromKeyedServices(OrganisationModule.Name)] ModuleDatabase database,
    TimeProvider time,
    ViolationTexts texts,
    FigureSources sources
) : V1.OrganisationService.OrganisationServiceBase;
