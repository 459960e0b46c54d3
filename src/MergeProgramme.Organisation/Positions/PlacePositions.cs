using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<PlacePositionsResponse> PlacePositions(PlacePositionsRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                if (request.NewUnit.Length > 0 && request.Placement == Placement.Unspecified)
                    throw Problem.Invalid("placement", "PLACEMENT_MISSING");
                if (request.NewUnit.Length == 0 && request.Placement != Placement.Unspecified)
                    throw Problem.Invalid("new_unit", "NEW_UNIT_MISSING");
                await References.RequireAsync(session, request.Parent, new Reference("new_unit", request.NewUnit, "units"));
                if (request.NewUnit.Length > 0)
                {
                    var unit = await UnitTable.GetAsync(session, request.NewUnit);
                    if (!unit.NewOrganisation)
                        throw Problem.Invalid("new_unit", "PLACED_IN_OLD_UNIT", unit.DisplayName);
                }
                string[] names = [.. request.Positions.Distinct(StringComparer.Ordinal)];
                var response = new PlacePositionsResponse();
                for (var i = 0; i < names.Length; i++)
                {
                    if (ResourceNames.Programme(names[i]) != request.Parent)
                        throw Problem.Invalid($"positions[{i}]", "OTHER_PROGRAMME", names[i]);
                    var current = await PositionTable.GetAsync(session, names[i]);
                    if (current.NewUnit == request.NewUnit && current.Placement == request.Placement)
                        continue;
                    await session.ExecuteAsync(
                        """
                        UPDATE positions SET new_unit = NULLIF(@NewUnit, ''), placement = @Placement, etag = @Etag WHERE name = @Name
                        """,
                        new
                        {
                            current.Name,
                            request.NewUnit,
                            request.Placement,
                            Etag = Etags.New(),
                        }
                    );
                    var placed = await PositionTable.GetAsync(session, current.Name);
                    session.Append("organisation.position.placed", placed.Name, PositionTable.Logged(placed));
                    response.PlacedCount++;
                }
                return response;
            }
        );
}
