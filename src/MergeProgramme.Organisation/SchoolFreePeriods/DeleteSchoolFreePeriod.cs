using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeleteSchoolFreePeriod(DeleteSchoolFreePeriodRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var period =
                    await session.FindAsync<SchoolFreePeriod>(
                        "SELECT * FROM school_free_periods WHERE name = @Name",
                        new { request.Name }
                    ) ?? throw Problem.NotFound(request.Name);
                Etags.Require(request.Etag, period.Etag, period.Name);
                await session.ExecuteAsync("DELETE FROM school_free_periods WHERE name = @Name", new { request.Name });
                session.Append("organisation.schoolFreePeriod.deleted", period.Name, period);
                return new Empty();
            }
        );
}
