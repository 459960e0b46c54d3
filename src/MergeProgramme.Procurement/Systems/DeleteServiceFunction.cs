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
    public override Task<Empty> DeleteServiceFunction(DeleteServiceFunctionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var function = await SystemTable.GetFunctionAsync(session, request.Name);
                Etags.Require(request.Etag, function.Etag, function.Name);
                var used = await session.FindAsync<long>(
                    "SELECT COUNT(*) FROM legacy_systems WHERE service_function = @Name",
                    new { function.Name }
                );
                if (used > 0)
                    throw Problem.Precondition(function.Name, "FUNCTION_HAS_SYSTEMS", used);
                if (await IsUsedAsync(session, "cutover_plans", "service_function", function.Name))
                    throw Problem.Precondition(function.Name, "FUNCTION_HAS_CUTOVER");
                if (await IsUsedAsync(session, "option_appraisals", "service_function", function.Name))
                    throw Problem.Precondition(function.Name, "FUNCTION_HAS_APPRAISAL");
                await session.ExecuteAsync("DELETE FROM service_functions WHERE name = @Name", new { function.Name });
                session.Append("procurement.serviceFunction.deleted", function.Name, function);
                return new Empty();
            }
        );
}
