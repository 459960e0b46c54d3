using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages;

/// <summary>The design system's colour of a need's state.</summary>
internal static class StateColors
{
    public static string Of(NeedState state) =>
        state switch
        {
            NeedState.Raised => "warning",
            NeedState.InAssessment => "info",
            _ => "neutral",
        };
}
