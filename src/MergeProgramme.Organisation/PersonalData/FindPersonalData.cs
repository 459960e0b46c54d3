using Grpc.Core;
using MergeProgramme.Organisation.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(database, PersonalTables.All, request, context);
}
