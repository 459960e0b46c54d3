using Google.Protobuf.WellKnownTypes;

namespace MergeProgramme.Platform.Data;

/// <summary>Instants as they stand in columns: microseconds since 1970-01-01T00:00:00Z.</summary>
public static class Instants
{
    /// <summary>Cut to whole microseconds, so that what is written is what is read back.</summary>
    public static Timestamp ToTimestamp(DateTimeOffset instant) => ToTimestamp(ToMicroseconds(instant));

    /// <inheritdoc cref="ToTimestamp(DateTimeOffset)"/>
    public static Timestamp ToTimestamp(long microseconds)
    {
        var seconds = Math.DivRem(microseconds, 1_000_000, out var rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + 1_000_000);
        return new Timestamp { Seconds = seconds, Nanos = (int)rest * 1000 };
    }

    /// <summary>Microseconds of an instant.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / 10;

    /// <inheritdoc cref="ToMicroseconds(DateTimeOffset)"/>
    public static long ToMicroseconds(Timestamp instant) => instant.Seconds * 1_000_000 + instant.Nanos / 1000;
}
