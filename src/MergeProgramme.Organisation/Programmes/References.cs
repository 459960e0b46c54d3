using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Programmes;

/// <summary>A field that names another resource of the module.</summary>
/// <param name="Field">Path in the request.</param>
/// <param name="Name">The name that stands there; empty where none does.</param>
/// <param name="Table">Table of the resources that it may name.</param>
internal readonly record struct Reference(string Field, string Name, string Table);

/// <summary>References between resources: only to what exists, and never into another programme.</summary>
internal static class References
{
    /// <summary>Refuses all references that lead nowhere or into another programme, at once.</summary>
    public static async Task RequireAsync(Session session, string programme, params Reference[] references)
    {
        List<Violation> violations = [];
        foreach (var (field, name, table) in references.Where(r => r.Name.Length > 0))
        {
            if (ResourceNames.Programme(name) != programme)
                violations.Add(new(field, "OTHER_PROGRAMME", name));
            else if (await session.FindAsync<string>($"SELECT name FROM {table} WHERE name = @name", new { name }) is null)
                violations.Add(new(field, "REFERENCE_NOT_FOUND", name));
        }
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>Refuses a parent by which something would stand below itself.</summary>
    /// <param name="name">The resource; it may not exist yet.</param>
    /// <param name="parent">Its parent to be; empty at the top.</param>
    public static async Task RequireNoCycleAsync(
        Session session,
        string table,
        string parentColumn,
        string field,
        string name,
        string parent
    )
    {
        var above = parent;
        while (!string.IsNullOrEmpty(above))
        {
            if (above == name)
                throw Problem.Invalid(field, "PARENT_CYCLE", parent);
            above = await session.FindAsync<string>($"SELECT {parentColumn} FROM {table} WHERE name = @above", new { above });
        }
    }
}
