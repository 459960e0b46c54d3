using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteLegacySystem(DeleteLegacySystemRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var system = await SystemTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, system.Etag, system.Name);
                var before = await session.QueryAsync<string>(
                    "SELECT title FROM legacy_systems WHERE successor = @Name ORDER BY title LIMIT 1",
                    new { system.Name }
                );
                if (before.Count > 0)
                    throw Problem.Precondition(system.Name, "SYSTEM_IS_SUCCESSOR", before[0]);
                if (await IsUsedAsync(session, "cutover_plans", "legacy_system", system.Name))
                    throw Problem.Precondition(system.Name, "SYSTEM_HAS_CUTOVER");
                if (await IsUsedAsync(session, "option_appraisal_options", "legacy_system", system.Name))
                    throw Problem.Precondition(system.Name, "SYSTEM_IN_APPRAISAL");
                await session.ExecuteAsync("DELETE FROM legacy_systems WHERE name = @Name", new { system.Name });
                session.Append("procurement.legacySystem.deleted", system.Name, system);
                return new Empty();
            }
        );

    private static async Task<bool> IsUsedAsync(Session session, string table, string column, string name) =>
        await session.FindAsync<long>($"SELECT COUNT(*) FROM {table} WHERE {column} = @name", new { name }) > 0;
}
