using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeleteUnit(DeleteUnitRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await UnitTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var users = await session.QueryAsync<(string Name, string DisplayName)>(
                    """
                    SELECT name, display_name FROM units WHERE parent_unit = @Name
                    UNION ALL
                    SELECT m.name, f.display_name FROM unit_mappings m JOIN units f ON f.name = m.from_unit WHERE m.to_unit = @Name
                    UNION ALL
                    SELECT m.name, t.display_name FROM unit_mappings m JOIN units t ON t.name = m.to_unit WHERE m.from_unit = @Name
                    UNION ALL
                    SELECT name, title FROM positions WHERE unit = @Name OR new_unit = @Name
                    UNION ALL
                    SELECT name, title FROM position_requests WHERE unit = @Name OR redeployed_from_unit = @Name
                    LIMIT @Most
                    """,
                    new { request.Name, Most = MostNamedInRefusal }
                );
                if (users.Count > 0)
                    throw Problem.Precondition(
                        users.Select(u => new Violation(u.Name, "UNIT_IN_USE", current.DisplayName, u.DisplayName))
                    );
                await session.ExecuteAsync("DELETE FROM units WHERE name = @Name", new { request.Name });
                session.Append("organisation.unit.deleted", current.Name, current);
                return new Empty();
            }
        );
}
