namespace MergeProgramme.Platform.Errors;

/// <summary>One thing that is wrong with a request, and where.</summary>
/// <param name="Field">Path in the request in proto names, such as <c>mandate.sections[2].body</c>. For a broken precondition: the resource name that breaks it.</param>
/// <param name="Reason">Stable UPPER_SNAKE_CASE code. The text <c>Violation.REASON</c> of the module, or of the platform, says what to mend.</param>
/// <param name="Args">What the text's placeholders {0}, {1} … stand for.</param>
public sealed record Violation(string Field, string Reason, params object[] Args);
