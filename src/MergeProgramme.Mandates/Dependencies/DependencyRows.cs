using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>What becomes of the dependencies of a document. Pure.</summary>
/// <param name="taker">The sub-project whose document it is.</param>
internal sealed class DependencyRows(
    string taker,
    IReadOnlyCollection<SubProject> subProjects,
    IReadOnlyCollection<Stakeholder> stakeholders
)
{
    /// <summary>The request that a dependency amounts to; null where nobody registered is meant.</summary>
    public DependencyAgreement? RequestOf(Mandate document, Dependency dependency)
    {
        var subProject =
            dependency.SubProject.Length > 0 ? subProjects.FirstOrDefault(s => s.Name == dependency.SubProject)
            : dependency.Stakeholder.Length > 0 ? null
            : subProjects.FirstOrDefault(s => IsCalled(dependency.DisplayName, s.Code, s.DisplayName));
        var stakeholder =
            subProject is not null || dependency.SubProject.Length > 0 ? null
            : dependency.Stakeholder.Length > 0 ? stakeholders.FirstOrDefault(s => s.Name == dependency.Stakeholder)
            : stakeholders.FirstOrDefault(s => Same(s.DisplayName, dependency.DisplayName));
        if ((subProject is null && stakeholder is null) || subProject?.Name == taker)
            return null;
        var reason = dependency.Reason.Trim();
        return new()
        {
            Deliverable = reason.Length > 0 ? reason : dependency.DisplayName,
            Reason = reason,
            GiverSubProject = subProject?.Name ?? "",
            GiverStakeholder = stakeholder?.Name ?? "",
            GiverDisplayName = subProject?.Code ?? stakeholder!.DisplayName,
            TakerSubProject = taker,
            TakerDisplayName = subProjects.FirstOrDefault(s => s.Name == taker)?.Code ?? "",
            TakerOwner = subProjects.FirstOrDefault(s => s.Name == taker)?.Lead ?? "",
            GiverOwner = subProject?.Lead ?? "",
            NeededByDate = dependency.NeededBy?.EndDate.ToDateOnly().ToDate(),
            Document = document.Name,
            DocumentReason = reason,
        };
    }

    /// <summary>Whether an agreement is what became of a dependency: of this document, or of an earlier one that said the same.</summary>
    public static bool IsOf(DependencyAgreement agreement, DependencyAgreement asked) =>
        agreement.Document.Length > 0
        && agreement.TakerSubProject == asked.TakerSubProject
        && agreement.GiverSubProject == asked.GiverSubProject
        && agreement.GiverStakeholder == asked.GiverStakeholder
        && DependencyTable.KeyOf(agreement.DocumentReason) == DependencyTable.KeyOf(asked.DocumentReason);

    // "A3", "Eiendom, miljø og tekniske tjenester" and "A3 Eiendom, miljø og tekniske tjenester" are all said of the same one.
    private static bool IsCalled(string said, string code, string displayName) =>
        Same(said, code)
        || Same(said, displayName)
        || Same(said, $"{code} {displayName}")
        || (said.StartsWith($"{code} ", StringComparison.OrdinalIgnoreCase));

    private static bool Same(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
}
