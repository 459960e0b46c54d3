using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Registers;

/// <summary>The document that holds in a sub-project: the last one that was approved.</summary>
internal static class ApprovedDocument
{
    /// <summary>The whole document.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION while none is approved.</exception>
    public static async Task<Mandate> GetAsync(Session session, string subProject)
    {
        var documents = await MandateTable.OfSubProjectAsync(session, subProject);
        var approved =
            documents.FindLast(d => d.Decision?.Verdict == Verdict.Start)
            ?? throw Problem.Precondition(subProject, "NO_APPROVED_DOCUMENT");
        return await MandateTable.GetAsync(session, approved.Name);
    }
}
