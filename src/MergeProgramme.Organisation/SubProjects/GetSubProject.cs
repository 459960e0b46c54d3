using Grpc.Core;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<SubProject> GetSubProject(GetSubProjectRequest request, ServerCallContext context) =>
        database.ReadAsync(session => SubProjectTable.GetAsync(session, request.Name, time.Today()), context.CancellationToken);
}
