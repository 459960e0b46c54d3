using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Imports;

/// <summary>What may be done to an import in which state.</summary>
internal static class ImportRules
{
    /// <summary>Refuses what needs an import that has been read and of which no draft was made yet.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION: IMPORT_READING, IMPORT_FAILED or IMPORT_FINISHED.</exception>
    public static void RequireReady(Import import)
    {
        var reason = import.State switch
        {
            ImportState.Ready => null,
            ImportState.Reading => Reason.ImportReading,
            ImportState.Finished => Reason.ImportFinished,
            _ => Reason.ImportFailed,
        };
        if (reason is not null)
            throw Problem.Precondition(import.Name, reason);
    }
}
