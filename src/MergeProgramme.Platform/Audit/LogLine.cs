using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Audit;

/// <summary>A row of a module's event log as it stands in the table, believed in nothing.</summary>
public sealed record LogLine
{
    /// <summary>What stands before the first line.</summary>
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The module whose log it is: the hash covers it, and the table does not hold it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Position in the log: 1, 2, 3 …</summary>
    public long Sequence { get; init; }

    /// <summary>Id of the event, a UUID of version 7.</summary>
    public string Id { get; init; } = "";

    /// <summary>What happened, such as <c>mandates.mandate.decided</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Resource name of what it happened to.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public long Time { get; init; }

    /// <summary>Who did it.</summary>
    public string Actor { get; init; } = "";

    /// <summary>From where.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The request that caused it.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>W3C trace context of the request.</summary>
    public string Traceparent { get; init; } = "";

    /// <summary>The message's full name, a line break, and its JSON; null where it is not looked at.</summary>
    public string? Data { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Data"/>, as the row says.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>Hash of the line before, as the row says.</summary>
    public string PreviousHash { get; init; } = "";

    /// <summary>Hash of the line, as the row says.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The columns that do not hold what such a column holds (a text where a number belongs); empty in what a host wrote.</summary>
    public string Malformed { get; init; } = "";

    /// <summary>A line as a contract tells of it: without the stored text of its data, and with its origin only for who may see that.</summary>
    public static LogLine Of(Event e) =>
        new()
        {
            Source = e.Source,
            Sequence = e.Sequence,
            Id = e.Id,
            Type = e.Type,
            Subject = e.Subject,
            Time = Instants.ToMicroseconds(e.Time),
            Actor = e.Actor,
            Origin = e.Origin,
            RequestId = e.RequestId,
            Traceparent = e.Traceparent,
            Data = null,
            DataHash = e.DataHash,
            PreviousHash = e.PreviousHash,
            Hash = e.Hash,
        };

    /// <summary>The hash that the line must have.</summary>
    public string HashAs() => HashAs(Sequence, PreviousHash, DataHash);

    /// <summary>The hash that the line would have if it stood elsewhere or held other data.</summary>
    public string HashAs(long sequence, string previousHash, string dataHash)
    {
        var text = string.Join(
            '\n',
            previousHash,
            sequence.ToString(CultureInfo.InvariantCulture),
            Id,
            Source,
            Type,
            Subject,
            Time.ToString(CultureInfo.InvariantCulture),
            Actor,
            RequestId,
            Traceparent,
            dataHash
        );
        // Lines of before there was an origin keep the hash that they had.
        return Sha256(Origin.Length == 0 ? text : $"{text}\n{Origin}");
    }

    /// <summary>
    /// Whether a field holds a line break. No host writes one, and with them the same hashed text could be cut into other fields.
    /// </summary>
    public bool HasLineBreak =>
        Id.Contains('\n')
        || Type.Contains('\n')
        || Subject.Contains('\n')
        || Actor.Contains('\n')
        || RequestId.Contains('\n')
        || Traceparent.Contains('\n')
        || DataHash.Contains('\n')
        || PreviousHash.Contains('\n')
        || Origin.Contains('\n');

    /// <summary>Lower-case hex of a text's UTF-8.</summary>
    public static string Sha256(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

/// <summary>The one row that says where a log ends.</summary>
/// <param name="Sequence">Of the last line; 0 where there is none.</param>
/// <param name="Hash">Of the last line.</param>
public sealed record LogHead(long Sequence, string Hash);

/// <summary>What an anchor says of one module's log.</summary>
/// <param name="Anchor">The anchor's file.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Sequence">The last line at that time.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AnchorPoint(string Anchor, DateTimeOffset Time, long Sequence, string Hash);
