using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Municipalities;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const int MostNamedInRefusal = 20;

    public override Task<Empty> DeleteMunicipality(DeleteMunicipalityRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await MunicipalityTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var users = await session.QueryAsync<(string Name, string DisplayName)>(
                    """
                    SELECT name, display_name FROM persons WHERE municipality = @Name
                    UNION ALL
                    SELECT a.name, p.display_name FROM appointments a JOIN persons p ON p.name = a.person WHERE a.municipality = @Name
                    UNION ALL
                    SELECT name, display_name FROM school_free_periods WHERE municipality = @Name
                    UNION ALL
                    SELECT name, display_name FROM bodies WHERE municipality = @Name
                    UNION ALL
                    SELECT name, display_name FROM units WHERE municipality = @Name
                    LIMIT @Most
                    """,
                    new { request.Name, Most = MostNamedInRefusal }
                );
                if (users.Count > 0)
                    throw Problem.Precondition(
                        users.Select(u => new Violation(u.Name, "MUNICIPALITY_IN_USE", current.DisplayName, u.DisplayName))
                    );
                await session.ExecuteAsync("DELETE FROM municipalities WHERE name = @Name", new { request.Name });
                session.Append("organisation.municipality.deleted", current.Name, current);
                return new Empty();
            }
        );
}
