using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ChangeRequest> GetChangeRequest(GetChangeRequestRequest request, ServerCallContext context) =>
        database.ReadAsync(session => ChangeRequestTable.GetAsync(session, request.Name), context.CancellationToken);
}
