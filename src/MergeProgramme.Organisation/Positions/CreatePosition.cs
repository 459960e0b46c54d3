using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Position> CreatePosition(CreatePositionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var position = request.Position.Clone();
                position.Name = "";
                await PositionTable.RequireValidAsync(session, request.Parent, position, request.CostConfirmed);
                position.Name = PositionTable.NewName(session, request.Parent);
                position.Etag = Etags.New();
                await PositionTable.InsertAsync(session, request.Parent, [position]);
                var created = await PositionTable.GetAsync(session, position.Name);
                session.Append("organisation.position.created", created.Name, PositionTable.Logged(created));
                return created;
            }
        );
}
