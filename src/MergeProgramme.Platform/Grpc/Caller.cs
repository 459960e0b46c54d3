namespace MergeProgramme.Platform.Grpc;

/// <summary>Who a request comes from. It travels with the execution context in-process, and signed in the metadata between hosts.</summary>
/// <param name="Id">Stable id, written to the event log, such as <c>person:…</c>, <c>system:…</c>.</param>
/// <param name="DisplayName">What people see.</param>
public sealed record Caller(string Id, string DisplayName)
{
    private static readonly AsyncLocal<Caller?> Ambient = new();

    /// <summary>Somebody on this machine who has not said who they are. The host listens on loopback only.</summary>
    public static Caller Local { get; } = new("local", "Lokal bruker");

    /// <summary>The caller of the request being handled; <see cref="Local"/> where none was set.</summary>
    public static Caller Current => Ambient.Value ?? Local;

    /// <summary>Sets the caller for the rest of this asynchronous flow.</summary>
    public static void Set(Caller caller) => Ambient.Value = caller;
}
