namespace MergeProgramme.Platform.Sheets;

/// <summary>How large a sheet may be.</summary>
/// <param name="Bytes">As it was sent.</param>
/// <param name="Rows">Below the headings.</param>
/// <param name="UnpackedBytes">What an Excel file may unpack to.</param>
/// <param name="PackedTextBytes">What a text that is packed with gzip may unpack to; 0 where it may not be packed.</param>
public sealed record SheetLimits(int Bytes, int Rows, long UnpackedBytes, int PackedTextBytes = 0)
{
    /// <summary>Those of a list that people keep by hand.</summary>
    public static SheetLimits Usual { get; } = new(SheetReader.MostBytes, SheetReader.MostRows, 100L * 1024 * 1024);
}
