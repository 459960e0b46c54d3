using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeleteUnitMapping(DeleteUnitMappingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await UnitMappingTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                await session.ExecuteAsync("DELETE FROM unit_mappings WHERE name = @Name", new { request.Name });
                session.Append("organisation.unitMapping.deleted", current.Name, current);
                return new Empty();
            }
        );
}
