using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using static MergeProgramme.Mandates.V1.MandatesService;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The mandates that a stakeholder is concerned by: each once, existing, and of the stakeholder's own programme.</summary>
internal static class ConcernedMandates
{
    /// <exception cref="Problem">INVALID_ARGUMENT, with each one that is wrong.</exception>
    public static async Task RequireAsync(
        MandatesServiceClient mandates,
        string programme,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        List<Violation> violations = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            var (name, field) = (names[i], $"stakeholder.mandates[{i}]");
            if (ResourceNames.Programme(name) != programme)
                violations.Add(new(field, "OTHER_PROGRAMME", name));
            else if (!seen.Add(name))
                violations.Add(new(field, "REPEATED", name));
            else if (!await mandates.GetMandateAsync(new() { Name = name }, cancellationToken: cancellation).ExistsAsync())
                violations.Add(new(field, "NOT_FOUND", name));
        }
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }
}
