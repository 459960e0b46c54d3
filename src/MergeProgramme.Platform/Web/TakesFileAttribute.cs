using Microsoft.AspNetCore.Mvc;

namespace MergeProgramme.Platform.Web;

/// <summary>
/// A page whose form takes a file. Everywhere else a form with files is refused before anything of it is read. Files are read in memory, handed to a rpc
/// and never stored.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFileAttribute : RequestFormLimitsAttribute
{
    // A form with a file has a few fields beside it.
    private const int MostFields = 100;

    // Room for the largest sheet, base64 in a field of the form that confirms it.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Limits that a sheet fits in, and not much more.</summary>
    public TakesFileAttribute()
    {
        MultipartBodyLengthLimit = MostBytes;
        MultipartHeadersCountLimit = 8;
        MultipartHeadersLengthLimit = 4 * 1024;
        ValueCountLimit = MostFields;
        KeyLengthLimit = 500;
        ValueLengthLimit = MostBytes;
        BufferBodyLengthLimit = 2 * MostBytes;
    }
}
