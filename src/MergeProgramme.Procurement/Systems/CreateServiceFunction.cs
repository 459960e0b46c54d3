using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ServiceFunction> CreateServiceFunction(
        CreateServiceFunctionRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, request.Parent);
                var function = request.ServiceFunction.Clone();
                function.Name = await NewNames.ChooseAsync(
                    session,
                    "service_functions",
                    $"{request.Parent}/serviceFunctions",
                    request.ServiceFunctionId,
                    "service_function_id",
                    function.Title
                );
                await SystemTable.RequireFreeAsync(session, request.Parent, function);
                await SystemTable.InsertAsync(session, function);
                return function;
            }
        );
    }
}
