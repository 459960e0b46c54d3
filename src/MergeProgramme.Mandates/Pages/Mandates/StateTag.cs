using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Pages;

/// <summary>How a mandate's state is shown: the text's key and the design system's colour.</summary>
internal readonly record struct StateTag(string Key, string Color)
{
    /// <summary>The state, or the verdict once decided.</summary>
    public static StateTag Of(Mandate mandate) =>
        mandate.State switch
        {
            MandateState.Submitted => new("MandateState.Submitted", "info"),
            MandateState.Decided => mandate.Decision is { } decision ? Of(decision) : new("MandateState.Decided", "neutral"),
            _ => new("MandateState.Draft", "neutral"),
        };

    private static StateTag Of(Decision decision) =>
        decision.Verdict switch
        {
            Verdict.Start => new(VerdictKey.Of(decision), "success"),
            Verdict.DoNotStart => new(VerdictKey.Of(decision), "danger"),
            Verdict.AssessFurther or Verdict.Adjust => new(VerdictKey.Of(decision), "warning"),
            _ => new("MandateState.Decided", "neutral"),
        };
}
