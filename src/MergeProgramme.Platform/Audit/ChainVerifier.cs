using System.Globalization;
using System.Text;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// Holds a module's log against its own hashes, its head and earlier anchors, row by row in the order of their numbers. Pure, and in constant
/// memory: it keeps the row before and nothing else of the log.
/// </summary>
public sealed class ChainVerifier
{
    // A row that was moved is looked for among so many places at most, all such rows of a log together: a second or two of work.
    private const long MostPlacesTried = 4_000_000;

    private readonly string module;
    private readonly LogHead? head;
    private readonly AnchorPoint[] anchors;
    private readonly IReadOnlyDictionary<long, string> pseudonymised;
    private readonly List<AuditFinding> findings = [];

    private Placed? before;
    private int nextAnchor;
    private AnchorPoint? lastFitting;
    private AnchorPoint? firstMisfit;
    private long places = MostPlacesTried;
    private Run? run;
    private Shift? shift;
    private bool headIsThere;
    private bool completed;

    /// <param name="module">The module's name, for the findings.</param>
    /// <param name="head">The row that says where the log ends; null where it is gone.</param>
    /// <param name="anchors">What anchors said of this log at other times.</param>
    /// <param name="pseudonymised">Hash that the data of a row must have since it was pseudonymised.</param>
    public ChainVerifier(
        string module,
        LogHead? head,
        IEnumerable<AnchorPoint>? anchors = null,
        IReadOnlyDictionary<long, string>? pseudonymised = null
    )
    {
        this.pseudonymised = pseudonymised ?? new Dictionary<long, string>();
        this.module = module;
        this.head = head;
        this.anchors = [.. (anchors ?? []).Where(a => a.Sequence > 0).OrderBy(a => a.Sequence).ThenBy(a => a.Time)];
    }

    /// <summary>Rows looked at so far.</summary>
    public long Count { get; private set; }

    /// <summary>Rows so far whose data was pseudonymised, and is as it was then.</summary>
    public long PseudonymisedCount { get; private set; }

    /// <summary>Findings so far, in the order in which they were made; each is handed out once.</summary>
    public IReadOnlyList<AuditFinding> TakeFindings()
    {
        if (findings.Count == 0)
            return [];
        var taken = findings.ToArray();
        findings.Clear();
        return taken;
    }

    /// <summary>Looks at the next row. Rows come in the order of their numbers; what tells them apart is in no order.</summary>
    public void Add(LogLine line)
    {
        Count++;
        var expected = before is null ? 1 : before.Line.Sequence + 1;
        var follows = line.Sequence == expected;
        if (line.Malformed.Length > 0)
        {
            Settle(line);
            Say(AuditFindingKind.Altered, line.Sequence, $"altered: {line.Malformed} holds what no host writes there");
            before = new(line, line.Sequence, IsSuspect: true);
            return;
        }
        Settle(line);
        if (line.Sequence < expected)
        {
            Say(
                line.Sequence < 1 ? AuditFindingKind.Inserted : AuditFindingKind.Duplicate,
                line.Sequence,
                line.Sequence < 1
                    ? "inserted: numbers begin at 1"
                    : "stands more than once; one of them was inserted and the other is perhaps the one that was written"
            );
        }
        else if (!follows)
        {
            Flush();
            EndShift();
            Say(
                AuditFindingKind.Missing,
                expected,
                line.Sequence - 1,
                before is null ? "missing at the beginning of the log" : "missing"
            );
        }
        var placed = Place(line, follows);
        if (line.Sequence < expected)
            placed = placed with { IsSuspect = true };
        if (line.HasLineBreak && !placed.IsSuspect)
        {
            Say(AuditFindingKind.Altered, line.Sequence, "altered: a line break stands in a column where no host writes one");
            placed = placed with { IsSuspect = true };
        }
        HoldAgainstAnchors(placed);
        headIsThere |= placed.Place == head?.Sequence && line.Hash == head.Hash;
        before = placed;
    }

    /// <summary>Looks at how the log ends. Call it once, after the last row.</summary>
    public void Complete()
    {
        if (completed)
            throw new InvalidOperationException("It is complete.");
        completed = true;
        Settle(next: null);
        Flush();
        EndShift(atEnd: true);
        CompleteHead();
        CompleteAnchors();
        Flush();
    }

    // A row whose own hash or whose link is wrong is held against what may have been done to it, the least first.
    private Placed Place(LogLine line, bool follows)
    {
        var dataHash = line.Data is null ? line.DataHash : LogLine.Sha256(line.Data);
        var isPseudonymised = pseudonymised.TryGetValue(line.Sequence, out var since) && line.Data is not null;
        var dataFits = dataHash == (isPseudonymised ? since : line.DataHash);
        if (isPseudonymised && dataFits)
            PseudonymisedCount++;
        var previous = before?.Line.Hash ?? LogLine.NoHash;
        var links = follows && line.PreviousHash == previous;
        if (line.HashAs() == line.Hash)
        {
            EndShift();
            if (!dataFits)
                Say(
                    AuditFindingKind.DataAltered,
                    line.Sequence,
                    isPseudonymised
                        ? "data altered: it was pseudonymised, and is not as it was then"
                        : "data altered: it does not have the hash that the row says"
                );
            if (follows && !links)
                SayBrokenLink(line);
            return new(line, line.Sequence, IsSuspect: !dataFits);
        }
        if (!dataFits && line.HashAs(line.Sequence, line.PreviousHash, dataHash) == line.Hash)
            return Altered(line, "altered: data_hash is not the hash of the data, which is as it was written");
        if (!links && follows && line.HashAs(line.Sequence, previous, line.DataHash) == line.Hash)
            return Altered(line, "altered: previous_hash is not the hash of the row before, and was when the row was written");
        if (follows && before is { HasWrittenHash: true } && FollowedWritten(line, before.Line))
            return Altered(line, "altered: previous_hash was changed along with the hash of the row before");
        if ((!links || shift is not null) && FindPlace(line) is { } place)
            return Moved(line, place, dataFits);
        return Altered(
            line,
            dataFits
                ? $"altered: {WhatIsAltered(line)}"
                : $"altered: the data does not have the hash that the row says, and {WhatIsAltered(line)}",
            isPending: dataFits && links
        );
    }

    private Placed Altered(LogLine line, string what, bool isPending = false)
    {
        EndShift();
        if (!isPending)
            Say(AuditFindingKind.Altered, line.Sequence, what);
        return new(line, line.Sequence, IsSuspect: true) { Pending = isPending ? what : null };
    }

    // The next row says which hash this one had: then it is known whether the hash was altered or what it covers.
    private void Settle(LogLine? next)
    {
        if (before?.Pending is not { } what)
            return;
        var followed = next is null
            ? head?.Sequence == before.Line.Sequence && head.Hash == before.Line.HashAs()
            : next.Sequence == before.Line.Sequence + 1 && FollowedWritten(next, before.Line);
        Say(
            AuditFindingKind.Altered,
            before.Line.Sequence,
            followed ? "altered: hash is not the hash of the row, which is as it was written" : what
        );
        before = before with { Pending = null, HasWrittenHash = followed };
    }

    // Whether a row was written after another as that now stands, whatever hash that now says.
    private static bool FollowedWritten(LogLine line, LogLine other) =>
        other.HashAs() is var written
        && (line.PreviousHash == written || line.HashAs(line.Sequence, written, line.DataHash) == line.Hash);

    private void SayBrokenLink(LogLine line)
    {
        if (before is null)
        {
            Say(
                AuditFindingKind.Rewritten,
                line.Sequence,
                "rewritten: the first row follows none, and this one says that it does"
            );
            return;
        }
        // Whoever has been found out explains the link too.
        if (before.IsSuspect)
            return;
        Say(
            AuditFindingKind.Rewritten,
            before.Line.Sequence,
            $"rewritten with a hash of its own, or replaced: {AuditFinding.Span(line.Sequence, line.Sequence)} was written after another {AuditFinding.Span(before.Line.Sequence, before.Line.Sequence)}"
        );
    }

    private Placed Moved(LogLine line, long place, bool dataFits)
    {
        var offset = place - line.Sequence;
        if (shift is null || shift.Offset != offset)
        {
            EndShift();
            shift = new(offset, line.Sequence, before);
        }
        shift = shift with { Last = line.Sequence };
        if (!dataFits)
            Say(AuditFindingKind.DataAltered, line.Sequence, "data altered: it does not have the hash that the row says");
        return new(line, place, IsSuspect: true);
    }

    // Rows that were moved by the same distance are one finding. Where they are all the rows to the end, rows were taken out or put in.
    private void EndShift(bool atEnd = false)
    {
        if (shift is not { } ended)
            return;
        shift = null;
        Flush();
        var (first, last, offset) = (ended.First, ended.Last, ended.Offset);
        var (were, them) = first == last ? ("was", "it") : ("were", "them");
        var what = $"{were} written as {AuditFinding.Span(first + offset, last + offset)}";
        // Only a row that is as it was written, and where it was, says what came next.
        var toEnd = atEnd && head?.Hash == before!.Line.Hash && ended.Before is null or { IsSuspect: false };
        var writtenNext = (ended.Before?.Place ?? 0) + 1;
        if (toEnd && offset > 0 && writtenNext < first + offset)
            what =
                $"renumbered: {what}, and {AuditFinding.Span(writtenNext, first + offset - 1)} as written before {them} missing";
        else if (toEnd && offset < 0)
            what = $"renumbered: {what}, and {AuditFinding.Span(first + offset, first - 1)} before {them} inserted";
        else
            what = $"reordered: {what}";
        findings.Add(new(module, AuditFindingKind.Reordered, first, last, what));
    }

    // Where the row was written, which its hash knows. Near places first; the distance of the row before at once.
    private long? FindPlace(LogLine line)
    {
        if (before is not null && before.Place != before.Line.Sequence && Fits(line, before.Place + 1))
            return before.Place + 1;
        if (shift is not null && Fits(line, line.Sequence + shift.Offset))
            return line.Sequence + shift.Offset;
        // The number that it has now may be anything.
        var last = Math.Max(head?.Sequence ?? 0, (before?.Line.Sequence ?? 0) + 1);
        var from = Math.Clamp(line.Sequence, 1, last);
        for (var distance = 0L; places > 0; distance++)
        {
            var (up, down) = (from + distance, from - distance);
            if (up > last && down < 1)
                return null;
            if (down >= 1 && Try(down))
                return down;
            if (up <= last && Try(up))
                return up;
        }
        return null;

        bool Try(long place)
        {
            places--;
            return Fits(line, place);
        }
    }

    private static bool Fits(LogLine line, long place) => line.HashAs(place, line.PreviousHash, line.DataHash) == line.Hash;

    // The id holds the millisecond in which it was made, so of one column at least it can be said.
    private static string WhatIsAltered(LogLine line)
    {
        if (Guid.TryParse(line.Id, out var id) && id.Version == 7)
        {
            var made = MillisecondOf(id);
            if (made != Math.DivRem(line.Time, 1000).Quotient)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"time or id is not what was written (the id was made at {DateTimeOffset.FromUnixTimeMilliseconds(made):yyyy-MM-dd HH:mm:ss.fff}Z)"
                );
            }
            return "type, subject, actor, origin, request_id or traceparent, or data along with data_hash, is not what was written";
        }
        return "id is not what was written";
    }

    private static long MillisecondOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var made = 0L;
        foreach (var part in bytes[..6])
            made = made << 8 | part;
        return made;
    }

    private void CompleteHead()
    {
        var last = before?.Line.Sequence ?? 0;
        if (head is null)
        {
            SayOfHead("the head of the log (event_head) is gone, or there is more than one");
            return;
        }
        if (head.Sequence == 0 && head.Hash != LogLine.NoHash)
            SayOfHead("the head of the log was altered: it says that there are no rows, and holds the hash of one");
        if (before is null)
        {
            if (head.Sequence != 0)
                Say(
                    AuditFindingKind.Emptied,
                    1,
                    head.Sequence,
                    $"the log was emptied: its head says that it ends at row {head.Sequence}, and no row is left"
                );
            return;
        }
        // Moved rows have said how many were taken out or put in.
        if (before.Place == head.Sequence && before.Place != last && before.Line.Hash == head.Hash)
            return;
        if (head.Sequence > last)
        {
            if (before.Line.Hash == head.Hash && !before.IsSuspect)
                SayOfHead(
                    $"the head of the log was altered: it says row {head.Sequence}, and holds the hash of row {last}, the last"
                );
            else
                Say(
                    AuditFindingKind.Missing,
                    last + 1,
                    head.Sequence,
                    $"missing at the end: the head says that the log ends at row {head.Sequence}, and it ends at row {last}"
                );
        }
        else if (head.Sequence < last)
        {
            if (before.Line.Hash == head.Hash && !before.IsSuspect)
                SayOfHead(
                    $"the head of the log was altered: it says row {head.Sequence}, and holds the hash of row {last}, the last"
                );
            else
                Say(
                    AuditFindingKind.Inserted,
                    head.Sequence + 1,
                    last,
                    $"inserted past the host, or the head was set back: the head says that the log ends at row {head.Sequence}, and it ends at row {last}"
                );
        }
        else if (before.Line.Hash != head.Hash && !before.HasWrittenHash && !headIsThere)
        {
            Say(
                AuditFindingKind.Head,
                last,
                "the last row does not have the hash that the head of the log holds: the head was altered, or the end of the log was rewritten with new hashes"
            );
        }
    }

    private void HoldAgainstAnchors(Placed placed)
    {
        for (; nextAnchor < anchors.Length && anchors[nextAnchor].Sequence <= placed.Line.Sequence; nextAnchor++)
        {
            var anchor = anchors[nextAnchor];
            // An anchored row that is gone has been missed already.
            if (anchor.Sequence < placed.Line.Sequence)
                continue;
            if (anchor.Hash == placed.Line.Hash)
            {
                if (firstMisfit is null)
                    lastFitting = anchor;
            }
            else if (!placed.IsSuspect)
            {
                firstMisfit ??= anchor;
            }
        }
    }

    private void CompleteAnchors()
    {
        if (firstMisfit is { } misfit)
        {
            Say(
                AuditFindingKind.Anchored,
                (lastFitting?.Sequence ?? 0) + 1,
                misfit.Sequence,
                $"rewritten with new hashes: row {misfit.Sequence} had another hash when anchor {misfit.Anchor} was made at {Instant(misfit.Time)}"
                    + (lastFitting is null ? "" : $"; row {lastFitting.Sequence} is still as anchor {lastFitting.Anchor} has it")
            );
        }
        var last = before?.Line.Sequence ?? 0;
        // Where the head still tells of them they have been missed already.
        if (nextAnchor < anchors.Length && anchors[^1] is var furthest && furthest.Sequence > Math.Max(last, head?.Sequence ?? 0))
        {
            var known = Math.Max(last, head?.Sequence ?? 0);
            Say(
                AuditFindingKind.Anchored,
                known + 1,
                furthest.Sequence,
                $"removed at the end, with the head set back: the log went to row {furthest.Sequence} when anchor {furthest.Anchor} was made at {Instant(furthest.Time)}"
            );
        }
    }

    internal static string Instant(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void SayOfHead(string what) => Say(AuditFindingKind.Head, 0, -1, what);

    private void Say(AuditFindingKind kind, long sequence, string what) => Say(kind, sequence, sequence, what);

    // The same of rows that follow each other is one finding: a statement that changed a million rows is told in one line.
    private void Say(AuditFindingKind kind, long first, long last, string what)
    {
        if (run is not null && run.Kind == kind && run.What == what && run.Last + 1 == first)
        {
            run = run with { Last = last };
            return;
        }
        Flush();
        run = new(kind, first, last, what);
    }

    private void Flush()
    {
        if (run is null)
            return;
        findings.Add(new(module, run.Kind, run.First, run.Last, run.What));
        run = null;
    }

    /// <summary>A row, where it was written, and whether it has been found out already.</summary>
    private sealed record Placed(LogLine Line, long Place, bool IsSuspect)
    {
        public string? Pending { get; init; }

        public bool HasWrittenHash { get; init; }
    }

    private sealed record Run(AuditFindingKind Kind, long First, long Last, string What);

    private sealed record Shift(long Offset, long First, Placed? Before)
    {
        public long Last { get; init; }
    }
}
