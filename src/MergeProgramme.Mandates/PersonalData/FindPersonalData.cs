using Grpc.Core;
using MergeProgramme.Mandates.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(database, PersonalTables.All, request, context);
}
