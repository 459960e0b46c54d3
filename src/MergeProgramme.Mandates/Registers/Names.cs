namespace MergeProgramme.Mandates.Registers;

/// <summary>A list of names in SQL: one parameter for each, since the two databases take lists of values in different ways.</summary>
internal static class Names
{
    /// <summary>What stands between the parentheses of an IN, and its parameters.</summary>
    public static (string List, Dictionary<string, object> Parameters) Of(IEnumerable<string> names)
    {
        var parameters = names.Index().ToDictionary(name => $"name{name.Index}", name => (object)name.Item);
        return (string.Join(", ", parameters.Keys.Select(key => $"@{key}")), parameters);
    }
}
