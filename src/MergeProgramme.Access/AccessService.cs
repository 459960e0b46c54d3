using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Access;

/// <summary>The access contract. Each rpc is in the file of its name.</summary>
internal sealed partial class AccessService(
    [FromKeyedServices(AccessModule.Name)] ModuleDatabase database,
    Organisation.V1.OrganisationService.OrganisationServiceClient organisation,
    GrantsCache grants,
    Sessions.SessionLimits limits,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : V1.AccessService.AccessServiceBase;
