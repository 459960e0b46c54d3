using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Mandates;

/// <summary>The mandates contract. Each rpc is in the file of its name.</summary>
internal sealed partial class MandatesService(
    [FromKeyedServices(MandatesModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    Stakeholders.V1.StakeholdersService.StakeholdersServiceClient stakeholders,
    Benefits.V1.BenefitsService.BenefitsServiceClient benefits,
    ReadImports imports,
    KeptPlans plans,
    MeasureTolerances tolerances,
    RequestRules rules,
    ViolationTexts texts,
    TimeProvider time
) : V1.MandatesService.MandatesServiceBase;
