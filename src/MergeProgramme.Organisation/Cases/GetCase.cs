using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Case> GetCase(GetCaseRequest request, ServerCallContext context) =>
        database.ReadAsync(session => CaseTable.GetAsync(session, request.Name, time.Today()), context.CancellationToken);
}
