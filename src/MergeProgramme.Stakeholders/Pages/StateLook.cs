using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>The colours that say where inputs, consultations and what is told stand.</summary>
internal static class StateLook
{
    public static string Of(InputState state) =>
        state switch
        {
            InputState.TakenIn => "success",
            InputState.PartlyTakenIn => "info",
            InputState.Rejected => "neutral",
            _ => "warning",
        };

    public static string Of(ConsultationState state) =>
        state switch
        {
            ConsultationState.Open => "info",
            ConsultationState.Closed => "warning",
            ConsultationState.Concluded => "success",
            _ => "neutral",
        };

    public static string Of(OccurrenceState state) =>
        state switch
        {
            OccurrenceState.Overdue => "danger",
            OccurrenceState.Planned => "info",
            OccurrenceState.Done => "success",
            _ => "neutral",
        };
}
