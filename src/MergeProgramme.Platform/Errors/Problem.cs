using Grpc.Core;

namespace MergeProgramme.Platform.Errors;

/// <summary>
/// A refusal that the caller can understand. The error interceptor turns it into a <c>google.rpc.Status</c> with ErrorInfo, LocalizedMessage
/// and BadRequest or PreconditionFailure, in the caller's language. Throw one of the factory methods' results from a service.
/// </summary>
public sealed class Problem : Exception
{
    private Problem(StatusCode code, string reason, IReadOnlyList<Violation> violations)
        : base($"{code}: {reason}")
    {
        Code = code;
        Reason = reason;
        Violations = violations;
    }

    /// <summary>The gRPC status code.</summary>
    public StatusCode Code { get; }

    /// <summary>UPPER_SNAKE_CASE reason of ErrorInfo.</summary>
    public string Reason { get; }

    /// <summary>What is wrong, at least one.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>Whether the caller was refused what it may not have, which the security log tells of.</summary>
    public bool IsRefusedAccess { get; private init; }

    /// <summary>INVALID_ARGUMENT: what was sent is no message of the contract at all.</summary>
    /// <param name="why">What is wrong with it, for developers.</param>
    public static Problem Unreadable(string why) => Invalid("request", "MESSAGE_UNREADABLE", why);

    /// <summary>INVALID_ARGUMENT: fields of the request are wrong, whatever the state of the system.</summary>
    public static Problem Invalid(IEnumerable<Violation> violations) =>
        new(StatusCode.InvalidArgument, "INVALID_ARGUMENT", [.. violations]);

    /// <inheritdoc cref="Invalid(IEnumerable{Violation})"/>
    public static Problem Invalid(string field, string reason, params object[] args) =>
        Invalid([new Violation(field, reason, args)]);

    /// <summary>FAILED_PRECONDITION: the request is right, but not in this state of the system.</summary>
    public static Problem Precondition(IEnumerable<Violation> violations)
    {
        Violation[] all = [.. violations];
        return new(StatusCode.FailedPrecondition, all[0].Reason, all);
    }

    /// <inheritdoc cref="Precondition(IEnumerable{Violation})"/>
    public static Problem Precondition(string subject, string reason, params object[] args) =>
        Precondition([new Violation(subject, reason, args)]);

    /// <summary>NOT_FOUND: nothing has this name, or nothing that the caller may know of.</summary>
    public static Problem NotFound(string name) =>
        new(StatusCode.NotFound, "NOT_FOUND", [new Violation("name", "NOT_FOUND", name)]);

    /// <summary>NOT_FOUND: the same answer, of what the caller may not know of.</summary>
    public static Problem Hidden(string name) =>
        new(StatusCode.NotFound, "NOT_FOUND", [new Violation("name", "NOT_FOUND", name)]) { IsRefusedAccess = true };

    /// <summary>UNAUTHENTICATED: the caller has not said who it is.</summary>
    public static Problem Unauthenticated() =>
        new(StatusCode.Unauthenticated, "UNAUTHENTICATED", [new Violation("authorization", "UNAUTHENTICATED")])
        {
            IsRefusedAccess = true,
        };

    /// <summary>UNAUTHENTICATED: what the caller says of itself is not to be believed.</summary>
    public static Problem Unauthenticated(string reason, params object[] args) =>
        new(StatusCode.Unauthenticated, reason, [new Violation("authorization", reason, args)]) { IsRefusedAccess = true };

    /// <summary>UNAVAILABLE: somebody who must be asked does not answer. The same call may go well in a while.</summary>
    public static Problem Unavailable(string reason) =>
        new(StatusCode.Unavailable, reason, [new Violation("authorization", reason)]);

    /// <summary>PERMISSION_DENIED: the caller may know of the resource, but may not do this to it.</summary>
    public static Problem Denied(string permission) =>
        new(StatusCode.PermissionDenied, "PERMISSION_DENIED", [new Violation("authorization", "PERMISSION_DENIED", permission)])
        {
            IsRefusedAccess = true,
        };

    /// <summary>ALREADY_EXISTS: the name is taken.</summary>
    public static Problem AlreadyExists(string field, string name) =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", [new Violation(field, "ALREADY_EXISTS", name)]);

    /// <summary>ALREADY_EXISTS: another resource has what must be unique, such as a number or a code.</summary>
    public static Problem Taken(string field, string reason, params object[] args) =>
        new(StatusCode.AlreadyExists, reason, [new Violation(field, reason, args)]);

    /// <summary>ALREADY_EXISTS: the request_id was used for another request.</summary>
    public static Problem RequestIdReused(string requestId) =>
        new(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", [new Violation("request_id", "REQUEST_ID_REUSED", requestId)]);

    /// <summary>ABORTED: somebody else changed it since the caller read it. Read again, then decide whether to write.</summary>
    public static Problem Stale(string name) =>
        new(StatusCode.Aborted, "ETAG_MISMATCH", [new Violation("etag", "ETAG_MISMATCH", name)]);
}
