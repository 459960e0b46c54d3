using Google.Protobuf.Reflection;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Events;

/// <summary>Every message of the contracts, by its full name: what the data of an event may be.</summary>
public static class ContractTypes
{
    /// <summary>The files that the contracts were generated from.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(Event)
            .Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal) && t is { IsAbstract: true, IsSealed: true })
            .Select(t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>(),
    ];

    private static readonly Dictionary<string, MessageDescriptor> ByName = Files
        .SelectMany(f => f.MessageTypes)
        .ToDictionary(m => m.FullName, StringComparer.Ordinal);

    /// <summary>The message of a full name such as <c>mergeprogramme.mandates.v1.Mandate</c>; null where there is none.</summary>
    public static MessageDescriptor? Find(string fullName) => ByName.GetValueOrDefault(fullName);
}
