using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MergeProgramme.Platform;

/// <summary>The one source of traces and metrics. Names follow OpenTelemetry's semantic conventions.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "MergeProgramme";

    /// <summary>Spans of contract calls, SQL statements and consumed events.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Meter of everything below.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Duration of contract calls in seconds, by rpc.method and rpc.grpc.status_code.</summary>
    internal static Histogram<double> CallDuration { get; } = Meter.CreateHistogram<double>("rpc.server.call.duration", "s");

    /// <summary>Writes that shared one commit.</summary>
    internal static Histogram<int> CommitGroup { get; } =
        Meter.CreateHistogram<int>("mergeprogramme.db.commit.group_size", "{write}");

    /// <summary>Events written, by module and type.</summary>
    internal static Counter<long> EventsWritten { get; } = Meter.CreateCounter<long>("mergeprogramme.events.written", "{event}");

    /// <summary>Sign-ins, refusals and attempts to get past controls, by event and reason.</summary>
    internal static Counter<long> SecurityEvents { get; } =
        Meter.CreateCounter<long>("mergeprogramme.security.events", "{event}");

    /// <summary>Events handled, by consumer and outcome.</summary>
    internal static Counter<long> EventsHandled { get; } = Meter.CreateCounter<long>("mergeprogramme.events.handled", "{event}");
}
