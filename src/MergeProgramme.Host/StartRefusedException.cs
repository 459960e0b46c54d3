namespace MergeProgramme.Host;

/// <summary>The host cannot start as it is set up. The message says what to mend.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
