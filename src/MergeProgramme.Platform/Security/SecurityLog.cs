using System.Collections.Concurrent;
using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Platform.Security;

/// <summary>What somebody tried to get past. The names stand in log lines and metrics: alerts hold on to them.</summary>
public enum Control
{
    /// <summary>A form without the token that this host gave to its page and person.</summary>
    FormToken,

    /// <summary>A session's cookie that was not sealed here, or with keys that are gone.</summary>
    ForgedSession,

    /// <summary>A caller between hosts that the installation did not seal.</summary>
    ForgedCaller,

    /// <summary>A request for a host name that is not this host's.</summary>
    HostName,

    /// <summary>A logout token that the provider did not issue for this.</summary>
    LogoutToken,

    /// <summary>More calls than one caller's share.</summary>
    RateLimit,
}

/// <summary>
/// Who signed in, who was refused, and who tried to get past what protects the installation: lines of the host's log in the category
/// <see cref="Category"/>, with event ids that do not change. A line holds the principal's id and the address, and nobody's name, e-mail address,
/// token or text. The same refusal of the same caller is a line at once and then one a minute with their number, so that a flood is no flood of lines.
/// </summary>
public sealed partial class SecurityLog : IDisposable
{
    /// <summary>The category of the lines, by which a log store finds them.</summary>
    public const string Category = "MergeProgramme.Security";

    // More callers than are refused in a minute in peace; the rest share a line.
    private const int MostLines = 500;
    private const string Others = "others";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Line, int> repeated = new();
    private readonly ILogger log;
    private readonly ITimer timer;

    /// <summary>Starts counting.</summary>
    public SecurityLog(ILoggerFactory logs, TimeProvider time)
    {
        log = logs.CreateLogger(Category);
        timer = time.CreateTimer(_ => TellRepeated(), state: null, Window, Window);
    }

    /// <summary>Somebody has signed in.</summary>
    /// <param name="principal">Resource name.</param>
    /// <param name="issuer">Who vouches.</param>
    public void SignedIn(string principal, string issuer, string origin)
    {
        Count("signed_in", "");
        LogSignedIn(principal, issuer, origin);
    }

    /// <summary>Somebody has signed out.</summary>
    public void SignedOut(string principal, string origin)
    {
        Count("signed_out", "");
        LogSignedOut(principal, origin);
    }

    /// <summary>Somebody was not let in.</summary>
    /// <param name="way">How: <c>oidc</c>, <c>token</c> …</param>
    /// <param name="reason">A constant of the code, never what the caller sent.</param>
    public void SignInRefused(string way, string reason, string origin) =>
        Refused(new(Kind.SignIn, way, reason, "", origin), "sign_in_refused");

    /// <summary>A caller asked for what it may not have.</summary>
    /// <param name="what">The rpc or the page, without what it was asked for.</param>
    /// <param name="reason">Why it was refused: a constant of the code.</param>
    public void AccessRefused(string what, string reason, Caller caller, string origin) =>
        Refused(new(Kind.Access, what, reason, caller.Id, caller.Origin.Length > 0 ? caller.Origin : origin), "access_refused");

    /// <summary>Somebody tried to get past a control, or to use more than their share.</summary>
    public void ControlTried(Control control, Caller caller, string origin) =>
        Refused(
            new(
                Kind.Control,
                control.ToString(),
                control.ToString(),
                caller.Id,
                caller.Origin.Length > 0 ? caller.Origin : origin
            ),
            "control_tried"
        );

    /// <summary>The address of a gRPC peer such as <c>ipv4:10.0.0.4:5081</c>.</summary>
    public static string AddressOf(ServerCallContext context)
    {
        var peer = context.Peer ?? "";
        var (start, end) = (peer.IndexOf(':', StringComparison.Ordinal) + 1, peer.LastIndexOf(':'));
        return end > start ? peer[start..end] : "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        TellRepeated();
    }

    private void Refused(Line line, string name)
    {
        Count(name, line.Reason);
        if (repeated.Count >= MostLines && !repeated.ContainsKey(line))
            line = line with { Who = Others, Origin = Others };
        if (repeated.AddOrUpdate(line, 0, (_, count) => count + 1) == 0)
            Tell(line, 1);
    }

    private void TellRepeated()
    {
        foreach (var (line, count) in repeated)
        {
            // Who has been quiet for a whole minute is told of at once the next time.
            if (count == 0)
                repeated.TryRemove(new(line, 0));
            else if (repeated.TryUpdate(line, 0, count))
                Tell(line, count);
        }
    }

    private static void Count(string name, string reason) =>
        Telemetry.SecurityEvents.Add(1, new("event", name), new("reason", reason));

    private void Tell(Line line, int count)
    {
        switch (line.Kind)
        {
            case Kind.SignIn:
                LogSignInRefused(line.What, line.Reason, line.Origin, count);
                break;
            case Kind.Access:
                LogAccessRefused(line.What, line.Reason, line.Who, line.Origin, count);
                break;
            default:
                LogControlTried(line.What, line.Who, line.Origin, count);
                break;
        }
    }

    [LoggerMessage(
        1000,
        LogLevel.Information,
        "{Principal} signed in, vouched for by {Issuer}, from {Origin}",
        EventName = "SignedIn"
    )]
    private partial void LogSignedIn(string principal, string issuer, string origin);

    [LoggerMessage(1001, LogLevel.Information, "{Principal} signed out, from {Origin}", EventName = "SignedOut")]
    private partial void LogSignedOut(string principal, string origin);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "A sign-in by {Way} was refused: {Reason}, from {Origin}, times {Count}",
        EventName = "SignInRefused"
    )]
    private partial void LogSignInRefused(string way, string reason, string origin, int count);

    [LoggerMessage(
        1020,
        LogLevel.Warning,
        "{What} was refused: {Reason}, to {Who} from {Origin}, times {Count}",
        EventName = "AccessRefused"
    )]
    private partial void LogAccessRefused(string what, string reason, string who, string origin, int count);

    [LoggerMessage(1030, LogLevel.Warning, "{Control} stopped {Who} from {Origin}, times {Count}", EventName = "ControlTried")]
    private partial void LogControlTried(string control, string who, string origin, int count);

    private enum Kind
    {
        SignIn,
        Access,
        Control,
    }

    private sealed record Line(Kind Kind, string What, string Reason, string Who, string Origin);
}
