using Grpc.Core;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.PersonalData;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(database, PersonalTables.All, request, context);
}
