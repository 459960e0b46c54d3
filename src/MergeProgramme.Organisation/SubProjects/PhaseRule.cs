using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>Where a decision takes a sub-project.</summary>
internal static class PhaseRule
{
    // In order: each decision point leads out of one phase into the next.
    private static readonly SubProjectPhase[] Ladder =
    [
        SubProjectPhase.Idea,
        SubProjectPhase.Concept,
        SubProjectPhase.Planning,
        SubProjectPhase.Execution,
        SubProjectPhase.Closing,
        SubProjectPhase.Closed,
    ];

    /// <summary>The phase that follows; null where the decision moves nothing. A sub-project under way is never thrown back.</summary>
    /// <param name="point">Where it was decided. BP3 at a change of phase stays in execution.</param>
    public static SubProjectPhase? After(SubProjectPhase current, DecisionPoint point, Verdict verdict)
    {
        // Before there were others, nothing was said of the point: it was BP1.
        if (point == DecisionPoint.Unspecified)
            point = DecisionPoint.Bp1;
        if (verdict == Verdict.DoNotStart)
            return (current, point) is (SubProjectPhase.Idea, DecisionPoint.Bp1) ? SubProjectPhase.NotStarted : null;
        if (verdict != Verdict.Start || point is < DecisionPoint.Bp1 or > DecisionPoint.Bp5)
            return null;
        var now = current == SubProjectPhase.NotStarted ? 0 : Array.IndexOf(Ladder, current);
        var to = (int)point;
        return now >= 0 && to > now ? Ladder[to] : null;
    }
}
