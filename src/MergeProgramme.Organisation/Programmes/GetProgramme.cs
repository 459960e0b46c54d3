using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Programme> GetProgramme(GetProgrammeRequest request, ServerCallContext context) =>
        database.ReadAsync(session => ProgrammeTable.GetAsync(session, request.Name), context.CancellationToken);
}
