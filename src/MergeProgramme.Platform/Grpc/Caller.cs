using System.Text.Json.Serialization;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.Grpc;

/// <summary>What kind of caller a request has.</summary>
public enum CallerKind
{
    /// <summary>Nobody has said who they are.</summary>
    Anonymous,

    /// <summary>A person who has signed in.</summary>
    Person,

    /// <summary>A neighbouring system with a token.</summary>
    System,

    /// <summary>This installation itself: a consumer of events, or the host at its own work. It may do everything.</summary>
    Internal,
}

/// <summary>Who a request comes from. It travels with the execution context in-process, and sealed in the metadata between hosts.</summary>
/// <param name="Id">Stable id, written to the event log: <c>principals/…</c>, or <c>system:…</c> for the installation's own work.</param>
/// <param name="DisplayName">What people see.</param>
public sealed record Caller(string Id, string DisplayName, CallerKind Kind = CallerKind.Person)
{
    private static readonly AsyncLocal<Caller?> Ambient = new();

    /// <summary>Somebody who has not said who they are.</summary>
    public static Caller Anonymous { get; } = new("anonymous", "", CallerKind.Anonymous);

    /// <summary>The address that the request came from; empty where it began inside the installation.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The permissions that a neighbouring system's token is limited to; null for anybody else.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>When the token that the caller came with expires, on this installation's clock; null where it came with none.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>The module that asks on the caller's behalf; null where the caller asks itself.</summary>
    public string? Via { get; init; }

    /// <summary>Of an anonymous caller: what is wrong with the token that it came with; null where it came with none.</summary>
    [JsonIgnore]
    public Problem? Refused { get; init; }

    /// <summary>What the caller may do, once it has been looked up.</summary>
    [JsonIgnore]
    public CallerGrants? Grants { get; init; }

    /// <summary>Of a stream: what looks again whether the caller may still have it.</summary>
    internal StreamWatch? Watch { get; init; }

    /// <summary>The caller of the request being handled; <see cref="Anonymous"/> where none was set.</summary>
    public static Caller Current => Ambient.Value ?? Anonymous;

    /// <summary>The installation itself, at a work of this name.</summary>
    /// <param name="displayName">What people see of it; the work's name where it is left out.</param>
    public static Caller Internal(string work, string? displayName = null) =>
        new($"system:{work}", displayName ?? work, CallerKind.Internal);

    /// <summary>Sets the caller for the rest of this asynchronous flow.</summary>
    public static void Set(Caller caller) => Ambient.Value = caller;

    /// <summary>Whether the caller of a request being handled holds a permission on a resource.</summary>
    public bool May(string permission, string resource) =>
        Kind == CallerKind.Internal || ((Watch?.Held ?? Grants)?.May(permission, resource, Scopes) ?? false);
}
