using Grpc.Core;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;
using MergeProgramme.Stakeholders.PersonalData;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(database, PersonalTables.All, request, context);
}
