using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Checks;

/// <summary>One thing that is missing or too vague. The text <c>Finding.REASON</c> says what to do about it.</summary>
/// <param name="Severity">Missing stops submission; vague is shown only.</param>
/// <param name="Reason">Stable UPPER_SNAKE_CASE code.</param>
/// <param name="Place">Resource name of the section, or of the mandate.</param>
/// <param name="Field">Path within the place in proto names, such as <c>goals[0].amount</c>.</param>
/// <param name="Args">What the text's placeholders stand for.</param>
internal sealed record MandateFinding(FindingSeverity Severity, string Reason, string Place, string Field, params object[] Args);
