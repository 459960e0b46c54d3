using Google.Protobuf;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Events;

/// <summary>What an event carries.</summary>
public static class EventData
{
    /// <summary>The data of an event whose type says what it is.</summary>
    /// <exception cref="InvalidOperationException">It is something else. The consumer stops, and the health check shows this message.</exception>
    public static T DataAs<T>(this Event e)
        where T : class, IMessage<T>, new()
    {
        var expected = new T();
        return e.Data is not null && e.Data.TryUnpack<T>(out var data)
            ? data
            : throw new InvalidOperationException(
                $"The event's data should be {expected.Descriptor.FullName} and is {(e.Data is null ? "unknown to this version" : e.Data.TypeUrl)}."
            );
    }
}
