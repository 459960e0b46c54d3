using Grpc.Core;
using MergeProgramme.Benefits.PersonalData;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(database, PersonalTables.All, request, context);
}
