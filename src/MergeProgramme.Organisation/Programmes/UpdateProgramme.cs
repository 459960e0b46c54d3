using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Programme> UpdateProgramme(UpdateProgrammeRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ProgrammeTable.GetAsync(session, request.Programme.Name);
                Etags.Require(request.Programme.Etag, current.Etag, current.Name);
                var programme = FieldMasks.Apply(request.UpdateMask, request.Programme, current);
                programme.Etag = Etags.New();
                programme.UpdateTime = Instants.ToTimestamp(session.Now);
                await session.UpdateAsync(
                    """
                    UPDATE programmes SET display_name = @DisplayName, description = @Description, kind = @Kind,
                        vesting_date = @VestingDate, etag = @Etag, update_time = @UpdateTime
                    WHERE name = @Name
                    """,
                    programme,
                    current.Etag
                );
                await ProgrammeTable.WriteGoalsAsync(session, programme);
                session.Append("organisation.programme.updated", programme.Name, programme);
                return programme;
            }
        );
}
