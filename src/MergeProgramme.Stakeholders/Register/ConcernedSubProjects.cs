using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The sub-projects that something is about, which organisation knows.</summary>
internal static class ConcernedSubProjects
{
    /// <param name="path">Of the list in the request, such as <c>stakeholder.sub_projects</c>.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT, with each one that is wrong.</exception>
    public static Task RequireAsync(
        OrganisationServiceClient organisation,
        string path,
        string programme,
        IReadOnlyList<string> subProjects,
        CancellationToken cancellation
    ) => References.RequireAsync(path, programme, subProjects, Exists(organisation, cancellation));

    /// <summary>The one sub-project that something is about, where it names one.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static Task RequireOneAsync(
        OrganisationServiceClient organisation,
        string field,
        string programme,
        string subProject,
        CancellationToken cancellation
    ) => References.RequireOneAsync(field, programme, subProject, Exists(organisation, cancellation));

    private static Func<string, Task<bool>> Exists(OrganisationServiceClient organisation, CancellationToken cancellation) =>
        name => organisation.GetSubProjectAsync(new() { Name = name }, cancellationToken: cancellation).ExistsAsync();
}
