using Grpc.Core;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task StreamEvents(
        StreamEventsRequest request,
        IServerStreamWriter<Event> responseStream,
        ServerCallContext context
    ) => EventLog.StreamAsync(database, request, responseStream, context);
}
