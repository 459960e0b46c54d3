using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<SummariseChangeRequestsResponse> SummariseChangeRequests(
        SummariseChangeRequestsRequest request,
        ServerCallContext context
    )
    {
        var (programme, subProject) = await RequireOneOrAllAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
                ChangeSums.Of([
                    .. (await ChangeRequestTable.AllAsync(session, programme, subProject)).Where(one =>
                        Caller.Current.May("mandates.read", one.Name)
                    ),
                ]),
            context.CancellationToken
        );
    }
}
