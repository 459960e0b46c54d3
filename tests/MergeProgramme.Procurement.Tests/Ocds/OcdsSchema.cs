using System.Text.Json;
using NJsonSchema;

namespace MergeProgramme.Procurement.Tests.Ocds;

/// <summary>
/// The schema of releases of the Open Contracting Data Standard 1.1, as it was published (draft 4; all its references point into itself, so nothing
/// is fetched).
/// </summary>
internal static class OcdsSchema
{
    private static readonly string Text = Read();
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromJsonAsync(Text));

    /// <summary>What is wrong with a release: by the schema, and fields that it does not know, which the schema itself lets through.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string release)
    {
        using var read = JsonDocument.Parse(release);
        using var schema = JsonDocument.Parse(Text);
        return
        [
            .. (await Schema.Value).Validate(release).Select(fault => fault.ToString()),
            .. Unknown(read.RootElement, schema.RootElement, schema.RootElement, "#"),
        ];
    }

    private static IEnumerable<string> Unknown(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            return value.EnumerateArray().SelectMany((item, i) => Unknown(item, items, root, $"{path}[{i}]"));
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        return value
            .EnumerateObject()
            .SelectMany(field =>
                schema.GetProperty("properties").TryGetProperty(field.Name, out var known)
                    ? Unknown(field.Value, known, root, $"{path}/{field.Name}")
                    : [$"Unknown: {path}/{field.Name}"]
            );
    }

    private static string Read()
    {
        using var stream = typeof(OcdsSchema).Assembly.GetManifestResourceStream("ocds-release-schema-1.1.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
