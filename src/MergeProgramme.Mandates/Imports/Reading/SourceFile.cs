using System.IO.Compression;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>What a file must be before anything of it is read, and why it is refused otherwise. Pure.</summary>
internal static class SourceFile
{
    /// <summary>Largest file, in bytes: some hundreds of pages without pictures.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Longest text, in UTF-16 code units: some 350 pages.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>Most paragraphs.</summary>
    public const int MostParagraphs = 30_000;

    /// <summary>Largest that one part of a file may unpack to, in bytes.</summary>
    public const int MostPartBytes = 40 * 1024 * 1024;

    // Of all parts together, the pictures too.
    private const long MostUnpackedBytes = 120L * 1024 * 1024;
    private const int MostParts = 2000;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    /// <summary>OLE: a file with a password, or one of before 2007 (.doc).</summary>
    private static ReadOnlySpan<byte> Ole => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // "EncryptedPackage" and "WordDocument" as the directory of an OLE file has them, in UTF-16.
    private static ReadOnlySpan<byte> Encrypted => "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    /// <summary>Refuses what cannot be a Word file of today.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT at <c>content</c>, with what to do about it.</exception>
    public static void Require(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes.IsEmpty)
            throw Invalid(Reason.SourceEmpty);
        if (bytes.Length > MostBytes)
            throw Invalid(Reason.SourceTooLarge, MostBytes / (1024 * 1024));
        if (bytes.StartsWith(Ole))
            throw Invalid(bytes.IndexOf(Encrypted) >= 0 ? Reason.SourceLocked : Reason.SourceOldWord);
        if (bytes.StartsWith("%PDF"u8))
            throw Invalid(Reason.SourcePdf);
        if (bytes.StartsWith("{\\rtf"u8))
            throw Invalid(Reason.SourceNotWord);
        if (!bytes.StartsWith(Zip))
            throw Invalid(Reason.SourceNotWord);
        RequireModest(content);
    }

    private static Problem Invalid(string reason, params object[] args) => Problem.Invalid("content", reason, args);

    // What a file says of its own size is not to be believed: a small one may unpack to a huge one.
    private static void RequireModest(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts)
                throw Invalid(Reason.SourceTooLargeUnpacked);
            var isWord = false;
            var buffer = new byte[81920];
            var total = 0L;
            foreach (var entry in zip.Entries)
            {
                isWord |=
                    entry.FullName.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
                    && entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
                using var unpacked = entry.Open();
                var part = 0L;
                int read;
                while ((read = unpacked.Read(buffer)) > 0)
                {
                    part += read;
                    total += read;
                    if (part > MostPartBytes || total > MostUnpackedBytes)
                        throw Invalid(Reason.SourceTooLargeUnpacked);
                }
            }
            if (!isWord)
                throw Invalid(Reason.SourceNotWord);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Invalid(Reason.SourceBroken);
        }
    }
}
