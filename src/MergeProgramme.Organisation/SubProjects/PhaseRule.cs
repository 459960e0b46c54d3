using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>Where a decision at BP1 takes a sub-project.</summary>
internal static class PhaseRule
{
    /// <summary>The phase that follows; null where the decision moves nothing. A sub-project under way is never thrown back.</summary>
    public static SubProjectPhase? After(SubProjectPhase current, Verdict verdict) =>
        (current, verdict) switch
        {
            (SubProjectPhase.Idea or SubProjectPhase.NotStarted, Verdict.Start) => SubProjectPhase.Concept,
            (SubProjectPhase.Idea, Verdict.DoNotStart) => SubProjectPhase.NotStarted,
            _ => null,
        };
}
