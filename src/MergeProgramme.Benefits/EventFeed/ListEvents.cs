using Grpc.Core;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context) =>
        EventLog.ListAsync(database, request, context);
}
