using System.Globalization;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>Decision points as people name them, and their order.</summary>
internal static class DecisionPoints
{
    /// <summary>Where a document is decided on: "BP1"; of a governing document at its second change of phase "BP3.2".</summary>
    public static string Label(Mandate mandate) => Label(mandate.DecisionPoint, mandate.PhaseChange);

    /// <inheritdoc cref="Label(Mandate)"/>
    public static string Label(DecisionPoint point, int phaseChange = 0) =>
        phaseChange > 0
            ? string.Create(CultureInfo.InvariantCulture, $"BP{(int)point}.{phaseChange}")
            : string.Create(CultureInfo.InvariantCulture, $"BP{(int)point}");

    /// <summary>
    /// Whether a document for <paramref name="next"/> may follow one that was approved at <paramref name="approved"/>: the next point in order, or
    /// BP3 once more at a change of phase.
    /// </summary>
    public static bool MayFollow(DecisionPoint approved, DecisionPoint next) =>
        next == approved + 1 || (approved, next) is (DecisionPoint.Bp3, DecisionPoint.Bp3);
}
