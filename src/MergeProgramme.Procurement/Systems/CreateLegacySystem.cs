using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<LegacySystem> CreateLegacySystem(CreateLegacySystemRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await RequireMunicipalityAsync("legacy_system.municipality", request.LegacySystem.Municipality, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, request.Parent);
                var system = request.LegacySystem.Clone();
                system.Name = await NewNames.ChooseAsync(
                    session,
                    "legacy_systems",
                    $"{request.Parent}/legacySystems",
                    request.LegacySystemId,
                    "legacy_system_id",
                    $"{system.Title} {ResourceNames.Id(system.Municipality)}"
                );
                await SystemTable.RequireAsync(session, request.Parent, system);
                await SystemTable.InsertAsync(session, system);
                return system;
            }
        );
    }

    /// <summary>Refuses a municipality that does not exist.</summary>
    private async Task RequireMunicipalityAsync(string field, string municipality, ServerCallContext context)
    {
        if (
            !await organisation
                .GetMunicipalityAsync(new() { Name = municipality }, cancellationToken: context.CancellationToken)
                .ExistsAsync()
        )
            throw Problem.Invalid(field, "NOT_FOUND", municipality);
    }
}
