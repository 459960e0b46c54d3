using Grpc.Core;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context) =>
        EventLog.ListAsync(database, request, context);
}
