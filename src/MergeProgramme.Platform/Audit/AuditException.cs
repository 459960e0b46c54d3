namespace MergeProgramme.Platform.Audit;

/// <summary>Something cannot be looked at: a database is not there, a folder cannot be read. The message says which, and what to mend.</summary>
public sealed class AuditException(string message, Exception? inner = null) : Exception(message, inner);
