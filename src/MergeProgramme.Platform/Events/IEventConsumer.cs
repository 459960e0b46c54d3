using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Events;

/// <summary>
/// What a module does when another has written something. Each event takes effect exactly once: the consumer's writes and its
/// position are committed together. An event that cannot be handled stops this consumer, and nothing else, until it is mended.
/// </summary>
public interface IEventConsumer
{
    /// <summary>Stable and unique, such as <c>procurement.raise-need</c>: the position is kept under it.</summary>
    string Name { get; }

    /// <summary>Opens the other module's stream through its contract.</summary>
    AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options);

    /// <summary>Does what is to be done about an event, through the session only. Events that are none of its business it passes over.</summary>
    Task HandleAsync(Event e, WriteSession session);
}
