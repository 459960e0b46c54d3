using Grpc.Core;
using MergeProgramme.Benefits.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<ErasePersonalDataResponse> ErasePersonalData(
        ErasePersonalDataRequest request,
        ServerCallContext context
    ) => PersonalDataErasure.EraseAsync(database, PersonalTables.All, "benefits.personal-data.erased", request, context);
}
