using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Unit> CreateUnit(CreateUnitRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var unit = request.Unit.Clone();
                unit.Name = "";
                await UnitTable.RequireValidAsync(session, request.Parent, unit);
                unit.Name = await NewNames.ChooseAsync(
                    session,
                    "units",
                    $"{request.Parent}/units",
                    request.UnitId,
                    "unit_id",
                    unit.DisplayName
                );
                unit.Etag = Etags.New();
                await UnitTable.InsertAsync(session, request.Parent, unit);
                var created = await UnitTable.GetAsync(session, unit.Name);
                session.Append("organisation.unit.created", created.Name, created);
                return created;
            }
        );
}
