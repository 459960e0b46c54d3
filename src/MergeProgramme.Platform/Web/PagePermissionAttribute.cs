namespace MergeProgramme.Platform.Web;

/// <summary>
/// What somebody must hold to open a page. Whoever does not hold it is refused before the page does anything, and sees no link to it anywhere.
/// </summary>
/// <param name="permission">As the rpcs behind the page state it, such as <c>mandates.write</c>.</param>
/// <param name="on">
/// The resource, with route values in braces, such as <c>programmes/{programme}/subProjects/-</c>. Empty: the sub-project or programme of the route,
/// and without either the whole installation.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PagePermissionAttribute(string permission, string on = "") : Attribute
{
    /// <summary>What must be held.</summary>
    public string Permission { get; } = permission;

    /// <summary>The resource for the values of a route.</summary>
    public string ResourceFor(IReadOnlyDictionary<string, object?> values)
    {
        if (on.Length == 0)
            return Default(values);
        var resource = on;
        foreach (var (key, value) in values)
            resource = resource.Replace($"{{{key}}}", value as string, StringComparison.Ordinal);
        return resource;
    }

    /// <summary>The sub-project or programme of a route; empty without either.</summary>
    public static string Default(IReadOnlyDictionary<string, object?> values) =>
        values.GetValueOrDefault("programme") is not string programme ? ""
        : values.GetValueOrDefault("subProject") is string subProject ? $"programmes/{programme}/subProjects/{subProject}"
        : $"programmes/{programme}";
}
