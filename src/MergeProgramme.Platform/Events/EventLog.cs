using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Events;

/// <summary>
/// The log of a module: what was written, by whom, when and why, in a chain of hashes. Every line covers the one before, so an altered, removed
/// or reordered line is found. The chain covers the hash of the data instead of the data, which can so be pseudonymised.
/// </summary>
public static class EventLog
{
    private const int Batch = 500;

    // Other processes' writes are seen at the latest after this long.
    private static readonly TimeSpan SharedPoll = TimeSpan.FromMilliseconds(500);

    private static readonly JsonFormatter Format = new(JsonFormatter.Settings.Default);

    /// <summary>The hash that a line must have.</summary>
    public static string HashOf(Event e) => LogLine.Of(e).HashAs();

    /// <summary>Newest first (the ListEvents of every module).</summary>
    public static Task<ListEventsResponse> ListAsync(
        ModuleDatabase database,
        ListEventsRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<Row>(
                    """
                    SELECT * FROM events
                    WHERE sequence < @Before
                      AND (@Subject = '' OR subject = @Subject OR (subject >= @Below AND subject < @Past))
                      AND (@Type = '' OR type = @Type)
                      AND (@Actor = '' OR actor = @Actor)
                      AND (@RequestId = '' OR request_id = @RequestId)
                      AND time >= @Start AND time < @End
                    ORDER BY sequence DESC LIMIT @Limit
                    """,
                    new
                    {
                        Before = Math.Min(
                            page.Number(0, first: long.MaxValue),
                            request.BeforeSequence > 0 ? request.BeforeSequence : long.MaxValue
                        ),
                        request.Subject,
                        // '0' is the character after '/': a range instead of LIKE, whose case rules differ between the databases.
                        Below = request.Subject + "/",
                        Past = request.Subject + "0",
                        request.Type,
                        request.Actor,
                        request.RequestId,
                        Start = request.StartTime is null ? long.MinValue : Instants.ToMicroseconds(request.StartTime),
                        End = request.EndTime is null ? long.MaxValue : Instants.ToMicroseconds(request.EndTime),
                        page.Limit,
                    }
                );
                var response = new ListEventsResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Events,
                    row => Shown(row.ToEvent(database.Module)),
                    row => [row.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)]
                );
                if (request.IncludePrevious)
                {
                    foreach (var e in response.Events)
                        e.PreviousData = await PreviousAsync(session, e);
                }
                return response;
            },
            context.CancellationToken
        );

    /// <summary>Oldest first, and what is written from now on where the request follows (the StreamEvents of every module).</summary>
    public static async Task StreamAsync(
        ModuleDatabase database,
        StreamEventsRequest request,
        IServerStreamWriter<Event> stream,
        ServerCallContext context
    )
    {
        var after = request.AfterSequence;
        var (below, past) = (request.Subject + "/", request.Subject + "0");
        var cancellation = context.CancellationToken;
        while (true)
        {
            // Taken before reading: a commit between the reading and the waiting completes it.
            var nextCommit = database.NextCommit;
            var rows = await database.ReadAsync(
                session =>
                    session.QueryAsync<Row>(
                        """
                        SELECT * FROM events
                        WHERE sequence > @After
                          AND (@Subject = '' OR subject = @Subject OR (subject >= @Below AND subject < @Past))
                        ORDER BY sequence LIMIT @Batch
                        """,
                        new
                        {
                            After = after,
                            Batch,
                            request.Subject,
                            Below = below,
                            Past = past,
                        }
                    ),
                cancellation
            );
            if (rows.Count > 0 && Caller.Current.Watch is { } watch)
                await watch.LookAsync(cancellation);
            foreach (var row in rows)
            {
                await stream.WriteAsync(Shown(row.ToEvent(database.Module, !request.WithoutData)), cancellation);
                after = row.Sequence;
            }
            if (rows.Count == Batch)
                continue;
            if (!request.Follow)
                return;
            try
            {
                await nextCommit.WaitAsync(database.IsShared ? SharedPoll : Timeout.InfiniteTimeSpan, cancellation);
            }
            catch (TimeoutException)
            {
                // Time to look whether another process has written.
            }
        }
    }

    private static async Task<Any?> PreviousAsync(Session session, Event e)
    {
        if (e.Data is null)
            return null;
        // The message's name and the line break behind it.
        var message = $"{Any.GetTypeName(e.Data.TypeUrl)}\n";
        var before = await session.FindAsync<string>(
            """
            SELECT data FROM events
            WHERE subject = @Subject AND sequence < @Sequence AND SUBSTR(data, 1, @Length) = @message
            ORDER BY sequence DESC LIMIT 1
            """,
            new
            {
                e.Subject,
                e.Sequence,
                message.Length,
                message,
            }
        );
        return before is not null && EventData.TryParse(before) is { } data ? Any.Pack(data) : null;
    }

    // Where somebody sat is for whoever audits, not for every reader.
    private static Event Shown(Event e)
    {
        if (!Caller.Current.May("audit.read", e.Subject))
            e.Origin = "";
        return e;
    }

    internal static async Task AppendAsync(
        WriteSession session,
        string module,
        string requestId,
        IReadOnlyList<(string Type, string Subject, IMessage Data)> events
    )
    {
        // Locks the head until the commit: lines are numbered and chained in the order of their commits.
        var head = await session.FindAsync<Head>(
            "UPDATE event_head SET sequence = sequence + @Count WHERE only_row = 1 RETURNING sequence, hash",
            new { events.Count }
        );
        var (sequence, previous) = (head!.Sequence - events.Count, head.Hash);
        var rows = new List<Row>(events.Count);
        foreach (var (type, subject, data) in events)
        {
            var json = Format.Format(data);
            var line = new Event
            {
                Sequence = ++sequence,
                Id = Guid.CreateVersion7(session.Now).ToString(),
                Source = module,
                Type = type,
                Subject = subject,
                Time = Instants.ToTimestamp(session.Now),
                Actor = Caller.Current.Id,
                Origin = Caller.Current.Origin,
                RequestId = requestId,
                Traceparent = Activity.Current?.Id ?? "",
                DataHash = LogLine.Sha256(data.Descriptor.FullName + "\n" + json),
                PreviousHash = previous,
            };
            line.Hash = previous = HashOf(line);
            rows.Add(new Row(line, data.Descriptor.FullName, json));
            Telemetry.EventsWritten.Add(1, new("source", module), new("type", type));
        }
        await session.ExecuteAsync(
            """
            INSERT INTO events (sequence, id, type, subject, time, actor, origin, request_id, traceparent, data, data_hash, previous_hash,
                hash)
            VALUES (@Sequence, @Id, @Type, @Subject, @Time, @Actor, @Origin, @RequestId, @Traceparent, @Data, @DataHash, @PreviousHash,
                @Hash)
            """,
            rows
        );
        await session.ExecuteAsync("UPDATE event_head SET hash = @Hash WHERE only_row = 1", new { Hash = previous });
    }

    private sealed class Head
    {
        public long Sequence { get; set; }
        public string Hash { get; set; } = "";
    }

    /// <summary>A line as it stands in the table: data is the message's full name, a line break, and its JSON.</summary>
    private sealed class Row
    {
        public Row() { }

        public Row(Event e, string messageName, string json)
        {
            (Sequence, Id, Type, Subject, Time) = (e.Sequence, e.Id, e.Type, e.Subject, Instants.ToMicroseconds(e.Time));
            (Actor, Origin, RequestId, Traceparent) = (e.Actor, e.Origin, e.RequestId, e.Traceparent);
            (DataHash, PreviousHash, Hash) = (e.DataHash, e.PreviousHash, e.Hash);
            Data = messageName + "\n" + json;
        }

        public long Sequence { get; set; }
        public string Id { get; set; } = "";
        public string Type { get; set; } = "";
        public string Subject { get; set; } = "";
        public long Time { get; set; }
        public string Actor { get; set; } = "";
        public string Origin { get; set; } = "";
        public string RequestId { get; set; } = "";
        public string Traceparent { get; set; } = "";
        public string Data { get; set; } = "";
        public string DataHash { get; set; } = "";
        public string PreviousHash { get; set; } = "";
        public string Hash { get; set; } = "";

        public Event ToEvent(string module, bool withData = true)
        {
            var line = new Event
            {
                Sequence = Sequence,
                Id = Id,
                Source = module,
                Type = Type,
                Subject = Subject,
                Time = Instants.ToTimestamp(Time),
                Actor = Actor,
                Origin = Origin,
                RequestId = RequestId,
                Traceparent = Traceparent,
                DataHash = DataHash,
                PreviousHash = PreviousHash,
                Hash = Hash,
            };
            if (withData && EventData.TryParse(Data) is { } data)
                line.Data = Any.Pack(data);
            return line;
        }
    }
}
