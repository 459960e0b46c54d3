using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Programme> CreateProgramme(CreateProgrammeRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = request.Programme.Clone();
                programme.Name = await NewNames.ChooseAsync(
                    session,
                    "programmes",
                    "programmes",
                    request.ProgrammeId,
                    "programme_id",
                    programme.DisplayName
                );
                programme.Etag = Etags.New();
                programme.CreateTime = programme.UpdateTime = Instants.ToTimestamp(session.Now);
                await session.ExecuteAsync(
                    """
                    INSERT INTO programmes (name, display_name, description, kind, vesting_date, etag, create_time, update_time)
                    VALUES (@Name, @DisplayName, @Description, @Kind, @VestingDate, @Etag, @CreateTime, @UpdateTime)
                    """,
                    programme
                );
                await ProgrammeTable.WriteGoalsAsync(session, programme);
                session.Append("organisation.programme.created", programme.Name, programme);
                return programme;
            }
        );
}
