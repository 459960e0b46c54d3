using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Events;

/// <summary>What an event carries.</summary>
public static class EventData
{
    // A field that a later version has given up is passed over: old events stay readable.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>The message in a line's data: its full name, a line break, and its JSON. Null where it is none that this version knows.</summary>
    public static IMessage? TryParse(string data)
    {
        var end = data.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || ContractTypes.Find(data[..end]) is not { } descriptor)
            return null;
        try
        {
            return Parser.Parse(data[(end + 1)..], descriptor);
        }
        catch (IOException)
        {
            // Not as a host writes it. The verification of the log says so; whoever lists events is not to be stopped by it.
            return null;
        }
    }

    /// <summary>The message in an event's data or previous data; null where there is none that this version knows.</summary>
    public static IMessage? Message(Any? packed)
    {
        if (packed is null || ContractTypes.Find(Any.GetTypeName(packed.TypeUrl)) is not { } descriptor)
            return null;
        return descriptor.Parser.ParseFrom(packed.Value);
    }

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
