using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Procurement.Needs;

/// <summary>An approved mandate that says that procurement is relevant raises a need.</summary>
internal sealed class RaiseNeed(MandatesService.MandatesServiceClient mandates) : IEventConsumer
{
    internal const string ConsumerName = "procurement.raise-need";

    public string Name => ConsumerName;

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        mandates.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (e.Type != "mandates.mandate.decided")
            return;
        if (NeedFromMandate.Of(e.DataAs<Mandate>()) is not { } need)
            return;
        // The position guards against the same event; this against another event on the same decision.
        var raised = await session.FindAsync<string>(
            "SELECT name FROM needs WHERE source_mandate = @SourceMandate",
            new { need.SourceMandate }
        );
        if (raised is not null)
            return;
        var programme = ResourceNames.Programme(need.SourceMandate);
        need.Name = await NewNames.ChooseAsync(
            session,
            "needs",
            $"{programme}/needs",
            "",
            "",
            DerivedIds.For(need.SourceMandate)
        );
        await NeedTable.InsertAsync(session, programme, need);
    }
}
