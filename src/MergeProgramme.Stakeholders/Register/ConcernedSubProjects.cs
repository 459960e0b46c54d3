using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The sub-projects that something is about: each once, existing, and of its own programme.</summary>
internal static class ConcernedSubProjects
{
    /// <param name="path">Of the list in the request, such as <c>stakeholder.sub_projects</c>.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT, with each one that is wrong.</exception>
    public static async Task RequireAsync(
        OrganisationServiceClient organisation,
        string path,
        string programme,
        IReadOnlyList<string> subProjects,
        CancellationToken cancellation
    )
    {
        List<Violation> violations = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < subProjects.Count; i++)
        {
            var (name, field) = (subProjects[i], $"{path}[{i}]");
            if (ResourceNames.Programme(name) != programme)
                violations.Add(new(field, "OTHER_PROGRAMME", name));
            else if (!seen.Add(name))
                violations.Add(new(field, "REPEATED", name));
            else if (!await organisation.GetSubProjectAsync(new() { Name = name }, cancellationToken: cancellation).ExistsAsync())
                violations.Add(new(field, "NOT_FOUND", name));
        }
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>The one sub-project that something is about, where it names one.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireOneAsync(
        OrganisationServiceClient organisation,
        string field,
        string programme,
        string subProject,
        CancellationToken cancellation
    )
    {
        if (subProject.Length == 0)
            return;
        if (ResourceNames.Programme(subProject) != programme)
            throw Problem.Invalid(field, "OTHER_PROGRAMME", subProject);
        if (!await organisation.GetSubProjectAsync(new() { Name = subProject }, cancellationToken: cancellation).ExistsAsync())
            throw Problem.Invalid(field, "NOT_FOUND", subProject);
    }
}
