using Grpc.Core;
using MergeProgramme.Organisation.Municipalities;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Municipality> CreateMunicipality(CreateMunicipalityRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var municipality = request.Municipality.Clone();
                municipality.Name = "";
                await MunicipalityTable.RequireValidAsync(session, request.Parent, municipality);
                municipality.Name = await NewNames.ChooseAsync(
                    session,
                    "municipalities",
                    $"{request.Parent}/municipalities",
                    request.MunicipalityId,
                    "municipality_id",
                    municipality.DisplayName
                );
                municipality.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO municipalities (name, programme, display_name, number, organisation_number, role, etag)
                    VALUES (@Name, @Parent, @DisplayName, @Number, @OrganisationNumber, @Role, @Etag)
                    """,
                    new
                    {
                        municipality.Name,
                        request.Parent,
                        municipality.DisplayName,
                        municipality.Number,
                        municipality.OrganisationNumber,
                        municipality.Role,
                        municipality.Etag,
                    }
                );
                session.Append("organisation.municipality.created", municipality.Name, municipality);
                return municipality;
            }
        );
}
