using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<CompareCaseResponse> CompareCase(CompareCaseRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var asked = await CaseTable.GetAsync(session, request.Name, time.Today());
                var programme = ResourceNames.Programme(request.Name);
                var merging = await session.QueryAsync<Municipality>(
                    "SELECT * FROM municipalities WHERE programme = @programme AND role = @Role ORDER BY display_name, name",
                    new { programme, Role = MunicipalityRole.Merging }
                );
                var bodies = await session.QueryAsync<Body>(
                    "SELECT * FROM bodies WHERE programme = @programme ORDER BY display_name, name",
                    new { programme }
                );
                return CouncilsComparison.Of(asked, merging, bodies);
            },
            context.CancellationToken
        );
}
