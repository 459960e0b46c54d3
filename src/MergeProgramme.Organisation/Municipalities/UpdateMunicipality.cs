using Grpc.Core;
using MergeProgramme.Organisation.Municipalities;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Municipality> UpdateMunicipality(UpdateMunicipalityRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Municipality.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await MunicipalityTable.GetAsync(session, request.Municipality.Name);
                Etags.Require(request.Municipality.Etag, current.Etag, current.Name);
                var municipality = FieldMasks.Apply(request.UpdateMask, request.Municipality, current);
                await MunicipalityTable.RequireValidAsync(session, programme, municipality);
                municipality.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE municipalities SET display_name = @DisplayName, number = @Number,
                        organisation_number = @OrganisationNumber, role = @Role, etag = @Etag
                    WHERE name = @Name
                    """,
                    municipality,
                    current.Etag
                );
                session.Append("organisation.municipality.updated", municipality.Name, municipality);
                return municipality;
            }
        );
}
