using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>What a request names: of its own programme, each once, and there.</summary>
internal static class References
{
    /// <param name="path">Of the list in the request, such as <c>stakeholder.sub_projects</c>.</param>
    /// <param name="exists">Whether there is one of a name.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT, with each one that is wrong.</exception>
    public static async Task RequireAsync(
        string path,
        string programme,
        IReadOnlyList<string> names,
        Func<string, Task<bool>> exists
    )
    {
        List<Violation> violations = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            var field = $"{path}[{i}]";
            if (!seen.Add(names[i]))
                violations.Add(new(field, "REPEATED", names[i]));
            else if (await WhyNotAsync(field, programme, names[i], exists) is { } violation)
                violations.Add(violation);
        }
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>The same of a field that names one, or none.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireOneAsync(string field, string programme, string name, Func<string, Task<bool>> exists)
    {
        if (name.Length > 0 && await WhyNotAsync(field, programme, name, exists) is { } violation)
            throw Problem.Invalid([violation]);
    }

    private static async Task<Violation?> WhyNotAsync(
        string field,
        string programme,
        string name,
        Func<string, Task<bool>> exists
    ) =>
        ResourceNames.Programme(name) != programme ? new(field, "OTHER_PROGRAMME", name)
        : !await exists(name) ? new(field, "NOT_FOUND", name)
        : null;
}
