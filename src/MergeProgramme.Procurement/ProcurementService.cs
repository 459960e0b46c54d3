using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Procurement.Ocds;
using MergeProgramme.Procurement.Tenders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement;

/// <summary>The procurement contract. Each rpc is in the file of its name.</summary>
internal sealed partial class ProcurementService(
    [FromKeyedServices(ProcurementModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    IStringLocalizer<Texts> texts,
    ViolationTexts violationTexts,
    Access.V1.AccessService.AccessServiceClient access,
    TenderSeal seal,
    OcdsPrefix ocdsPrefix,
    TimeProvider clock
) : V1.ProcurementService.ProcurementServiceBase
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
