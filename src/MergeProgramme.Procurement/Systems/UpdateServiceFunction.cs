using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ServiceFunction> UpdateServiceFunction(
        UpdateServiceFunctionRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.ServiceFunction.Name);
                await SystemTable.LockAsync(session, programme);
                var current = await SystemTable.GetFunctionAsync(session, request.ServiceFunction.Name);
                Etags.Require(request.ServiceFunction.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.ServiceFunction, current);
                await SystemTable.RequireFreeAsync(session, programme, next);
                next.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE service_functions SET title = @Title, description = @Description,
                        needed_on_vesting_day = @NeededOnVestingDay, etag = @Etag
                    WHERE name = @Name
                    """,
                    next,
                    current.Etag
                );
                session.Append("procurement.serviceFunction.updated", next.Name, next);
                return next;
            }
        );
}
