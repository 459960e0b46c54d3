namespace MergeProgramme.Platform.Data;

/// <summary>The database could not be written to or read in time; nothing was written. The same request may go through later.</summary>
public sealed class DatabaseBusyException(string message, Exception inner) : Exception(message, inner);
