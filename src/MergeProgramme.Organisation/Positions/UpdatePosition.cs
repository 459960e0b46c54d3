using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Position> UpdatePosition(UpdatePositionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Position.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await PositionTable.GetAsync(session, request.Position.Name);
                Etags.Require(request.Position.Etag, current.Etag, current.Name);
                var position = FieldMasks.Apply(request.UpdateMask, request.Position, current);
                // A cost that was confirmed once, and stays, is not asked about again.
                var same =
                    position.PercentHundredths == current.PercentHundredths && Equals(position.YearlyCost, current.YearlyCost);
                await PositionTable.RequireValidAsync(session, programme, position, request.CostConfirmed || same);
                position.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE positions SET title = @Title, number = @Number, code = @Code, percent_hundredths = @PercentHundredths,
                        yearly_cost = @YearlyCost, unit = @Unit, holder = NULLIF(@Holder, ''), vacant = @Vacant,
                        vacant_from_date = @VacantFromDate, new_unit = NULLIF(@NewUnit, ''), placement = @Placement, etag = @Etag
                    WHERE name = @Name
                    """,
                    position,
                    current.Etag
                );
                await session.ExecuteAsync(
                    "UPDATE positions SET search = @Search WHERE name = @Name",
                    new { position.Name, Search = PositionTable.SearchText(position) }
                );
                var updated = await PositionTable.GetAsync(session, position.Name);
                session.Append("organisation.position.updated", updated.Name, PositionTable.Logged(updated));
                return updated;
            }
        );
}
