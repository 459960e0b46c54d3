using Microsoft.AspNetCore.Mvc;

namespace MergeProgramme.Platform.Web;

/// <summary>
/// A page whose form takes a file. Everywhere else a form with files is refused before anything of it is read. Files are read in memory, handed to a rpc
/// and never stored.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFileAttribute : RequestFormLimitsAttribute
{
    /// <summary>The longest request that any page takes, in bytes.</summary>
    public const int LargestRequest = 20 * 1024 * 1024;

    // A form with a file has a few fields beside it.
    private const int MostFields = 100;

    // Room for the largest sheet, base64 in a field of the form that confirms it.
    private const int UsualBytes = 4 * 1024 * 1024;

    /// <summary>The longest request that the page takes, where that is more than the host takes elsewhere.</summary>
    public int RequestBytes { get; }

    /// <summary>Limits that a sheet fits in, and not much more.</summary>
    public TakesFileAttribute()
        : this(UsualBytes) { }

    /// <summary>Limits for a page that takes larger files.</summary>
    /// <param name="mostBytes">Of the form as it is sent, at most <see cref="LargestRequest"/>. Also where it is more than the host takes elsewhere.</param>
    public TakesFileAttribute(int mostBytes)
    {
        RequestBytes = mostBytes;
        MultipartBodyLengthLimit = mostBytes;
        MultipartHeadersCountLimit = 8;
        MultipartHeadersLengthLimit = 4 * 1024;
        ValueCountLimit = MostFields;
        KeyLengthLimit = 500;
        ValueLengthLimit = mostBytes;
        BufferBodyLengthLimit = 2L * mostBytes;
    }
}
