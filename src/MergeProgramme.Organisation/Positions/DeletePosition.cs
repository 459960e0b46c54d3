using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeletePosition(DeletePositionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await PositionTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var asked = await session.QueryAsync<string>(
                    "SELECT name FROM position_requests WHERE position = @Name ORDER BY name LIMIT @Most",
                    new { request.Name, Most = MostNamedInRefusal }
                );
                if (asked.Count > 0)
                    throw Problem.Precondition(asked.Select(a => new Violation(a, "POSITION_IN_CONTROL", current.Title)));
                await session.ExecuteAsync("DELETE FROM positions WHERE name = @Name", new { request.Name });
                session.Append("organisation.position.deleted", current.Name, PositionTable.Logged(current));
                return new Empty();
            }
        );
}
