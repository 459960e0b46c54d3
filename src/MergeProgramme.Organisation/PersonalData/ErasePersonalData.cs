using Grpc.Core;
using MergeProgramme.Organisation.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ErasePersonalDataResponse> ErasePersonalData(
        ErasePersonalDataRequest request,
        ServerCallContext context
    ) => PersonalDataErasure.EraseAsync(database, PersonalTables.All, "organisation.personal-data.erased", request, context);
}
