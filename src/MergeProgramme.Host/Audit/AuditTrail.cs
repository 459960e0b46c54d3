using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Host.Audit;

/// <summary>Which events a reader asks for. Empty: all.</summary>
/// <param name="From">First day, Norwegian time.</param>
/// <param name="To">Last day.</param>
internal sealed record AuditFilter(
    string Module = "",
    string Subject = "",
    string Type = "",
    string Actor = "",
    string RequestId = "",
    DateOnly? From = null,
    DateOnly? To = null
)
{
    public ListEventsRequest ToRequest() =>
        new()
        {
            Subject = Subject,
            Type = Type,
            Actor = Actor,
            RequestId = RequestId,
            StartTime = From is { } from ? NorwegianTime.StartOfDay(from).ToTimestamp() : null,
            EndTime = To is { } to && to < DateOnly.MaxValue ? NorwegianTime.StartOfDay(to.AddDays(1)).ToTimestamp() : null,
        };
}

/// <summary>Where a list over all modules goes on: in each log before the last event shown of it.</summary>
internal sealed record AuditCursor(IReadOnlyDictionary<string, long> Before)
{
    public static AuditCursor Start { get; } = new(new Dictionary<string, long>());

    /// <summary>As it stands in an address: <c>mandates.80-organisation.120</c>.</summary>
    public override string ToString() =>
        string.Join(
            '-',
            Before
                .OrderBy(b => b.Key, StringComparer.Ordinal)
                .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Key}.{b.Value}"))
        );

    /// <summary>Reads it; what cannot be read begins at the beginning.</summary>
    public static AuditCursor Parse(string? text)
    {
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in (text ?? "").Split('-'))
        {
            var dot = part.LastIndexOf('.');
            if (dot > 0 && long.TryParse(part.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                before[part[..dot]] = sequence;
        }
        return new(before);
    }
}

/// <summary>One page of a list over all modules.</summary>
/// <param name="Events">Newest first.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
/// <param name="Unreachable">Modules that could not be asked.</param>
internal sealed record AuditPage(IReadOnlyList<Event> Events, AuditCursor? Next, IReadOnlyList<string> Unreachable);

/// <summary>What was found in a module's log.</summary>
/// <param name="Module">Its name.</param>
/// <param name="Sequence">The last row that was looked at.</param>
/// <param name="Findings">All that is wrong.</param>
internal sealed record ChainState(string Module, long Sequence, IReadOnlyList<AuditFinding> Findings);

/// <summary>Who did what, over the logs of all modules.</summary>
internal sealed class AuditTrail(ModuleLogs logs)
{
    private const int MostFindings = 100;

    /// <summary>A page, newest first. Events of one module keep their order.</summary>
    public async Task<AuditPage> ListAsync(AuditFilter filter, AuditCursor cursor, int size, CancellationToken cancellation)
    {
        var asked = logs.All.Where(l => filter.Module.Length == 0 || l.Module == filter.Module).ToList();
        var answers = await Task.WhenAll(asked.Select(l => AskAsync(l, filter, cursor, size, cancellation)));
        var queues = asked
            .Zip(answers)
            .Where(a => a.Second is not null)
            .Select(a => new Queue(a.First.Module, a.Second!))
            .ToList();
        var events = new List<Event>();
        var before = cursor.Before.ToDictionary(StringComparer.Ordinal);
        while (events.Count < size && queues.Where(q => q.Next is not null).MaxBy(q => q.Next!.Time) is { } newest)
        {
            events.Add(newest.Next!);
            before[newest.Module] = newest.Next!.Sequence;
            newest.Taken++;
        }
        var more = queues.Exists(q => q.Next is not null || q.HasMore);
        return new(
            events,
            more && events.Count > 0 ? new(before) : null,
            [.. asked.Zip(answers).Where(a => a.Second is null).Select(a => a.First.Module)]
        );
    }

    /// <summary>One event, with what was before it; null where there is none, or none on the subject.</summary>
    /// <param name="subject">Only on this resource and those below it; empty: any.</param>
    public async Task<Event?> FindAsync(string module, long sequence, string subject, CancellationToken cancellation)
    {
        if (logs.Find(module) is not { } log || sequence is < 1 or long.MaxValue)
            return null;
        var answer = await log.List(
            new()
            {
                Subject = subject,
                BeforeSequence = sequence + 1,
                PageSize = 1,
                IncludePrevious = true,
            },
            cancellation
        );
        return answer.Events.FirstOrDefault(e => e.Sequence == sequence);
    }

    /// <summary>The event before another in its module's log; null where it is the first, or the one before is gone.</summary>
    public async Task<Event?> BeforeAsync(Event e, CancellationToken cancellation)
    {
        if (logs.Find(e.Source) is not { } log || e.Sequence <= 1)
            return null;
        var answer = await log.List(new() { BeforeSequence = e.Sequence, PageSize = 1 }, cancellation);
        return answer.Events.FirstOrDefault(b => b.Sequence == e.Sequence - 1);
    }

    /// <summary>The event after another in its module's log; null where it is the last.</summary>
    public async Task<Event?> AfterAsync(Event e, CancellationToken cancellation)
    {
        if (logs.Find(e.Source) is not { } log)
            return null;
        using var call = log.Stream(new() { AfterSequence = e.Sequence, WithoutData = true }, cancellation);
        return await call.ResponseStream.MoveNext(cancellation) ? call.ResponseStream.Current : null;
    }

    /// <summary>Where every log ends, for an anchor.</summary>
    public async Task<IReadOnlyList<AnchoredHead>> HeadsAsync(CancellationToken cancellation) =>
        await Task.WhenAll(logs.All.Select(l => HeadAsync(l, cancellation)));

    /// <summary>
    /// Goes through a module's chain, from its first row to the one that was the last when it began. What a contract tells is looked at; the
    /// stored text of the data, the head and the tables are for <c>audit verify</c>.
    /// </summary>
    /// <returns>Null where there is no such module.</returns>
    public async Task<ChainState?> VerifyAsync(string module, CancellationToken cancellation)
    {
        if (logs.Find(module) is not { } log)
            return null;
        var head = await HeadAsync(log, cancellation);
        var verifier = new ChainVerifier(module, new(head.Sequence, head.Hash));
        var findings = new List<AuditFinding>();
        using var call = log.Stream(new() { WithoutData = true }, cancellation);
        while (
            findings.Count < MostFindings
            && await call.ResponseStream.MoveNext(cancellation)
            && call.ResponseStream.Current is { } e
            && e.Sequence <= head.Sequence
        )
        {
            verifier.Add(LogLine.Of(e));
            findings.AddRange(verifier.TakeFindings());
        }
        if (findings.Count < MostFindings)
        {
            verifier.Complete();
            findings.AddRange(verifier.TakeFindings());
        }
        return new(module, head.Sequence, findings);
    }

    private static async Task<AnchoredHead> HeadAsync(ModuleLog log, CancellationToken cancellation)
    {
        var answer = await log.List(new() { PageSize = 1 }, cancellation);
        return answer.Events is [var last, ..] ? new(log.Module, last.Sequence, last.Hash) : new(log.Module, 0, LogLine.NoHash);
    }

    // A module that another host serves may be away; what the others wrote can be read still.
    private static async Task<ListEventsResponse?> AskAsync(
        ModuleLog log,
        AuditFilter filter,
        AuditCursor cursor,
        int size,
        CancellationToken cancellation
    )
    {
        var request = filter.ToRequest();
        request.PageSize = size;
        request.BeforeSequence = cursor.Before.GetValueOrDefault(log.Module);
        try
        {
            return await log.List(request, cancellation);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }

    private sealed class Queue(string module, ListEventsResponse answer)
    {
        public string Module => module;

        public int Taken { get; set; }

        public Event? Next => Taken < answer.Events.Count ? answer.Events[Taken] : null;

        public bool HasMore => answer.NextPageToken.Length > 0;
    }
}
