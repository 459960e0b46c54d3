using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// The heads of all logs at one moment. Kept where whoever can write to the database cannot, it shows afterwards whether the logs were
/// rewritten or cut: hashes that are made anew fit each other, and not the anchor.
/// </summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Number">Place among the anchors of its folder, from 1; 0 for one that stands alone.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Previous">SHA-256 of the file of the anchor before it; 64 zeros where there is none.</param>
/// <param name="Modules">The heads, by module.</param>
public sealed record Anchor(string Format, int Number, DateTimeOffset Time, string Previous, IReadOnlyList<AnchoredHead> Modules)
{
    /// <summary>The only format so far.</summary>
    public const string CurrentFormat = "mergeprogramme-anchor-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>One that stands alone, for handing out.</summary>
    public static Anchor Alone(DateTimeOffset time, IEnumerable<AnchoredHead> heads) =>
        new(CurrentFormat, 0, Cut(time), LogLine.NoHash, InOrder(heads));

    /// <summary>The one that follows another in a folder; the first where there is none.</summary>
    public static Anchor After(AnchorFile? last, DateTimeOffset time, IEnumerable<AnchoredHead> heads) =>
        new(CurrentFormat, (last?.Number ?? 0) + 1, Cut(time), last?.Hash ?? LogLine.NoHash, InOrder(heads));

    /// <summary>The file's text.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <exception cref="JsonException">It is no anchor; the message says why.</exception>
    public static Anchor Parse(ReadOnlySpan<byte> bytes)
    {
        var anchor = JsonSerializer.Deserialize<Anchor>(bytes, Json) ?? throw new JsonException("it is empty");
        return anchor.Format == CurrentFormat
            ? anchor
            : throw new JsonException($"its format is '{anchor.Format}', and this version knows {CurrentFormat}");
    }

    // Whole seconds: what people compare with a calendar.
    private static DateTimeOffset Cut(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static List<AnchoredHead> InOrder(IEnumerable<AnchoredHead> heads) =>
        [.. heads.OrderBy(h => h.Module, StringComparer.Ordinal)];
}

/// <summary>Where a module's log ended.</summary>
/// <param name="Module">Its name.</param>
/// <param name="Sequence">The last row; 0 where there was none.</param>
/// <param name="Hash">Its hash; 64 zeros where there was none.</param>
public sealed record AnchoredHead(string Module, long Sequence, string Hash);

/// <summary>An anchor as it lies in its folder.</summary>
/// <param name="Name">File name.</param>
/// <param name="Anchor">What it says; null where it cannot be read.</param>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Problem">Why it cannot be read; empty where it can.</param>
public sealed record AnchorFile(string Name, Anchor? Anchor, string Hash, string Problem = "")
{
    /// <summary>The number in the file's name; 0 where it has none.</summary>
    public int Number =>
        Name.StartsWith("anchor-", StringComparison.Ordinal)
        && Name.Length == "anchor-000001.json".Length
        && int.TryParse(
            Name.AsSpan(7, 6),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}

/// <summary>A folder of anchors, each of which holds the hash of the one before.</summary>
public static class AnchorFolder
{
    // Far longer than any write takes: only a host that hangs with the turn in its hands is waited for so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>All anchors of a folder: those that follow each other in order, then those that stand alone.</summary>
    /// <exception cref="AuditException">The folder cannot be read.</exception>
    public static IReadOnlyList<AnchorFile> Read(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder, "anchor-*.json")
                    .Select(Read1)
                    .OrderBy(f => f.Number == 0)
                    .ThenBy(f => f.Number)
                    .ThenBy(f => f.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditException($"The anchors in {folder} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the next anchor. A file that is there is never changed, and a half-written one never seen.</summary>
    /// <returns>The file's name.</returns>
    /// <exception cref="AuditException">The folder cannot be written to.</exception>
    public static string Write(string folder, DateTimeOffset time, IReadOnlyCollection<AnchoredHead> heads)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var turn = Turn(folder);
            var anchor = Anchor.After(Read(folder).LastOrDefault(f => f.Number > 0), time, heads);
            var name = $"anchor-{anchor.Number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)}.json";
            var draft = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
            try
            {
                using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
                {
                    file.Write(anchor.ToBytes());
                    file.Flush(flushToDisk: true);
                }
                File.Move(draft, Path.Combine(folder, name), overwrite: false);
                return name;
            }
            finally
            {
                File.Delete(draft);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditException($"No anchor could be written to {folder}: {e.Message}", e);
        }
    }

    // Moving without overwriting looks first and renames then, so two hosts could both find a number free and one anchor would be lost.
    // The system lets go of the lock with the process that holds it.
    private static FileStream Turn(string folder)
    {
        var path = Path.Combine(folder, ".turn");
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && waited.Elapsed < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static AnchorFile Read1(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        try
        {
            return new(Path.GetFileName(path), Anchor.Parse(bytes), hash);
        }
        catch (JsonException e)
        {
            return new(Path.GetFileName(path), null, hash, e.Message);
        }
    }
}
