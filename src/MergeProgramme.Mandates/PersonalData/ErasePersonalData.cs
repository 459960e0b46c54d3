using Grpc.Core;
using MergeProgramme.Mandates.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ErasePersonalDataResponse> ErasePersonalData(
        ErasePersonalDataRequest request,
        ServerCallContext context
    ) => PersonalDataErasure.EraseAsync(database, PersonalTables.All, "mandates.personal-data.erased", request, context);
}
