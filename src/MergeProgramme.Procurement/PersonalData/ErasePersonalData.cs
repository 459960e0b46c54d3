using Grpc.Core;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.PersonalData;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ErasePersonalDataResponse> ErasePersonalData(
        ErasePersonalDataRequest request,
        ServerCallContext context
    ) => PersonalDataErasure.EraseAsync(database, PersonalTables.All, "procurement.personal-data.erased", request, context);
}
