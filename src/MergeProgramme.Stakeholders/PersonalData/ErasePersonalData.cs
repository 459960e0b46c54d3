using Grpc.Core;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;
using MergeProgramme.Stakeholders.PersonalData;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ErasePersonalDataResponse> ErasePersonalData(
        ErasePersonalDataRequest request,
        ServerCallContext context
    ) => PersonalDataErasure.EraseAsync(database, PersonalTables.All, "stakeholders.personal-data.erased", request, context);
}
