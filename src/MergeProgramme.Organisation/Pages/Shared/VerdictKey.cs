using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>Which text of this module says what was decided on a document of a sub-project.</summary>
internal static class VerdictKey
{
    /// <summary>The part of the key after <c>Verdict.</c>: the same word means another phase at each decision point.</summary>
    public static string Of(Decision decision) =>
        decision.DecisionPoint > DecisionPoint.Bp1 && decision.Verdict is (Verdict.Start or Verdict.DoNotStart)
            ? $"{decision.Verdict}.{decision.DecisionPoint}"
            : decision.Verdict.ToString();
}
