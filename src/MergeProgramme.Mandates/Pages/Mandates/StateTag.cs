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
            MandateState.Decided => Of(mandate.Decision?.Verdict ?? Verdict.Unspecified),
            _ => new("MandateState.Draft", "neutral"),
        };

    /// <summary>A verdict.</summary>
    public static StateTag Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Start => new("Verdict.Start", "success"),
            Verdict.DoNotStart => new("Verdict.DoNotStart", "danger"),
            Verdict.AssessFurther => new("Verdict.AssessFurther", "warning"),
            Verdict.Adjust => new("Verdict.Adjust", "warning"),
            _ => new("MandateState.Decided", "neutral"),
        };
}
