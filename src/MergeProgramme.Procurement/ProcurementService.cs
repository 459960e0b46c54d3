using MergeProgramme.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Procurement;

/// <summary>The procurement contract. Each rpc is in the file of its name.</summary>
internal sealed partial class ProcurementService(
    [FromKeyedServices(ProcurementModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation
) : V1.ProcurementService.ProcurementServiceBase;
