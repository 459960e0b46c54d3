using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<LegacySystem> UpdateLegacySystem(UpdateLegacySystemRequest request, ServerCallContext context)
    {
        if (FieldMasks.Takes(request.UpdateMask, "municipality"))
            await RequireMunicipalityAsync("legacy_system.municipality", request.LegacySystem.Municipality, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.LegacySystem.Name);
                await SystemTable.LockAsync(session, programme);
                var current = await SystemTable.GetAsync(session, request.LegacySystem.Name);
                Etags.Require(request.LegacySystem.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.LegacySystem, current);
                await SystemTable.RequireAsync(session, programme, next);
                await SystemTable.UpdateAsync(session, next, current.Etag);
                return next;
            }
        );
    }
}
