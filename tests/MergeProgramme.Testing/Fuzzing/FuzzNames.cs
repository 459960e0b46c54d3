using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>Names of real resources, by resource type, so that calls get further than NOT_FOUND.</summary>
internal sealed class FuzzNames
{
    /// <summary>Pattern by resource type, as the contracts state them.</summary>
    public static IReadOnlyDictionary<string, string> Patterns { get; } =
        ContractTypes
            .Files.SelectMany(f => f.MessageTypes)
            .Select(m => m.GetOptions()?.GetExtension(ResourceExtensions.Resource))
            .OfType<ResourceDescriptor>()
            .ToDictionary(r => r.Type, r => r.Pattern[0], StringComparer.Ordinal);

    private readonly Dictionary<string, SortedSet<string>> found = new(StringComparer.Ordinal);
    private Dictionary<string, string[]> byType = [];
    private string[] all = [];

    /// <summary>How many there are.</summary>
    public int Count => found.Values.Sum(names => names.Count);

    /// <summary>Takes every text of a message that is a resource's name.</summary>
    public void Harvest(IMessage message)
    {
        foreach (var text in Texts(message))
            Add(text);
    }

    /// <summary>Takes a text where it is a resource's name.</summary>
    public void Add(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal) || text.Length > 400)
            return;
        foreach (var (type, pattern) in Patterns)
        {
            if (ResourceNames.Matches(pattern, text))
                (found.TryGetValue(type, out var names) ? names : found[type] = new(StringComparer.Ordinal)).Add(text);
        }
    }

    /// <summary>Leaves out those that a call must not change.</summary>
    public void Remove(Predicate<string> unwanted)
    {
        foreach (var names in found.Values)
            names.RemoveWhere(unwanted);
    }

    /// <summary>Ends the harvest: from here on the same numbers pick the same names.</summary>
    public void Freeze()
    {
        byType = found.Where(f => f.Value.Count > 0).ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);
        all = [.. byType.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value)];
    }

    /// <summary>A name of a type; a made-up one where there is none.</summary>
    public string Pick(Random random, string type)
    {
        if (byType.TryGetValue(type, out var names))
            return names[random.Next(names.Length)];
        var pattern = Patterns.GetValueOrDefault(type, "programmes/{programme}");
        return string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? "x" : part));
    }

    /// <summary>A name of any type.</summary>
    public string PickAny(Random random) => all.Length == 0 ? "programmes/x" : all[random.Next(all.Length)];

    private static IEnumerable<string> Texts(IMessage message)
    {
        if (message is Google.Protobuf.WellKnownTypes.Any any)
        {
            var type = ContractTypes.Find(any.TypeUrl[(any.TypeUrl.LastIndexOf('/') + 1)..]);
            return type is null ? [] : Texts(type.Parser.ParseFrom(any.Value));
        }
        return message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => Texts(field, message));
    }

    private static IEnumerable<string> Texts(FieldDescriptor field, IMessage message) =>
        field.IsMap
            ? []
            : field.Accessor.GetValue(message) switch
            {
                string text => [text],
                IMessage nested => Texts(nested),
                System.Collections.IList list => list.Cast<object>()
                    .SelectMany(item =>
                        item switch
                        {
                            string text => [text],
                            IMessage nested => Texts(nested),
                            _ => (IEnumerable<string>)[],
                        }
                    ),
                _ => [],
            };
}
