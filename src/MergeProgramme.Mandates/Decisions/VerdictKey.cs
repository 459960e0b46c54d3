using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>Which text says what was decided: "start the concept phase" at BP1 is "start planning" at BP2.</summary>
internal static class VerdictKey
{
    /// <summary>Keys of all that can be decided at a decision point, in the template's order.</summary>
    public static IEnumerable<string> All(DecisionPoint point) =>
        new[] { Verdict.Start, Verdict.DoNotStart, Verdict.AssessFurther, Verdict.Adjust }.Select(verdict => Of(verdict, point));

    /// <summary>Key of the text of a decision's verdict.</summary>
    public static string Of(Decision decision) => Of(decision.Verdict, decision.DecisionPoint);

    /// <summary>Key of the text of a verdict at a decision point.</summary>
    public static string Of(Verdict verdict, DecisionPoint point) =>
        point <= DecisionPoint.Bp1 || verdict == Verdict.AssessFurther ? $"Verdict.{verdict}"
        : verdict == Verdict.Adjust ? "Verdict.Adjust.Document"
        : $"Verdict.{verdict}.{point}";
}
