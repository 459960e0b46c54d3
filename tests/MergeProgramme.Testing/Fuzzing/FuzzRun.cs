using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>How a run is to be.</summary>
/// <param name="Seed">The same seed makes the same calls, as far as names that the host makes up allow.</param>
/// <param name="Calls">How many.</param>
/// <param name="AtATime">How many at a time.</param>
/// <param name="Only">Only this call; null for all.</param>
/// <param name="Longest">Begins no more calls after this.</param>
public sealed record FuzzOptions(
    int Seed,
    int Calls,
    int AtATime = 8,
    int? Only = null,
    TestDatabase Database = TestDatabase.Sqlite,
    TimeSpan? Longest = null
);

/// <summary>Something that the host must not do.</summary>
/// <param name="What">Kind and place: what findings are told from each other by.</param>
/// <param name="Call">Number of the first call that showed it.</param>
/// <param name="Reproduce">The call, its caller and its answer.</param>
public sealed record FuzzFinding(string What, int Call, string Reproduce)
{
    /// <summary>How many calls showed it.</summary>
    public int Times { get; set; } = 1;
}

/// <summary>What came of a run.</summary>
/// <param name="Statuses">How many calls were answered with what.</param>
/// <param name="Kinds">How many calls there were of each kind.</param>
/// <param name="Reached">Rpcs that were answered OK at least once.</param>
/// <param name="Rpcs">Rpcs of the contracts.</param>
/// <param name="Writes">Writes that were answered OK, as far as they can be told by their request id.</param>
/// <param name="Events">Events that these left.</param>
public sealed record FuzzReport(
    FuzzOptions Options,
    int Calls,
    TimeSpan Took,
    IReadOnlyDictionary<string, int> Statuses,
    IReadOnlyDictionary<string, int> Kinds,
    IReadOnlyList<string> Reached,
    int Rpcs,
    int Writes,
    int Events,
    IReadOnlyList<FuzzFinding> Findings
)
{
    /// <summary>As people read it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.AppendLine(
            culture,
            $"{Calls} calls in {Took.TotalSeconds:F0} s ({Calls / Math.Max(0.001, Took.TotalSeconds):F0} a second), seed {Options.Seed}, {Options.Database}"
        );
        text.AppendLine(culture, $"kinds: {string.Join(", ", Kinds.OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}"))}");
        text.AppendLine(
            culture,
            $"answers: {string.Join(", ", Statuses.OrderByDescending(s => s.Value).Select(s => $"{s.Key} {s.Value}"))}"
        );
        text.AppendLine(culture, $"rpcs answered OK at least once: {Reached.Count} of {Rpcs}");
        text.AppendLine(culture, $"writes answered OK: {Writes}, with {Events} events");
        foreach (var finding in Findings)
        {
            text.AppendLine();
            text.AppendLine(culture, $"FINDING ({finding.Times}×) {finding.What}");
            text.AppendLine(culture, $"  --seed {Options.Seed} --call {finding.Call}");
            text.AppendLine("  " + finding.Reproduce.ReplaceLineEndings("\n  "));
        }
        text.Append(Findings.Count == 0 ? "Nothing found." : $"{Findings.Count} findings.");
        return text.ToString();
    }
}

/// <summary>Calls a running host in all the ways that it should not be called, and looks at what it answers.</summary>
public sealed class FuzzRun : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    // What only the inside of the product says.
    private static readonly string[] Internals =
    [
        "   at ",
        "System.",
        "Microsoft.",
        "Exception",
        "SQLite Error",
        "Npgsql",
        "SELECT ",
        "INSERT INTO",
        "/src/",
    ];

    // Refusals of the services themselves: these say which field to mend.
    private static readonly StatusCode[] Explained =
    [
        StatusCode.InvalidArgument,
        StatusCode.NotFound,
        StatusCode.AlreadyExists,
        StatusCode.PermissionDenied,
        StatusCode.Unauthenticated,
        StatusCode.FailedPrecondition,
        StatusCode.Aborted,
    ];

    private static readonly IReadOnlyList<MethodDescriptor> Methods = SampleRequests.Methods;

    // What the platform serves beside the contracts, and what only a demonstration serves.
    private static readonly IReadOnlyList<MethodDescriptor> Others =
    [
        .. global::Grpc.Health.V1.HealthReflection.Descriptor.Services.SelectMany(s => s.Methods),
        .. global::Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor.Services.SelectMany(s => s.Methods),
        .. ContractTypes.Files.SelectMany(f => f.Services).Where(s => s.Name == "DemoClockService").SelectMany(s => s.Methods),
    ];

    private readonly FuzzOptions options;
    private readonly FuzzHost host;
    private readonly HttpClient http;

    // Headers that are too long end their connection, and all calls on it.
    private readonly HttpClient other;
    private readonly ConcurrentDictionary<string, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> kinds = new();
    private readonly ConcurrentDictionary<string, bool> reached = new();
    private readonly ConcurrentDictionary<string, FuzzFinding> findings = new();
    private readonly ConcurrentDictionary<string, Outcome> writes = new();

    private FuzzRun(FuzzOptions options, FuzzHost host)
    {
        (this.options, this.host) = (options, host);
        (http, other) = (Client(), Client());

        static HttpClient Client() =>
            new(
                new SocketsHttpHandler
                {
                    EnableMultipleHttp2Connections = true,
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = false,
                    ActivityHeadersPropagator = null,
                }
            )
            {
                Timeout = Timeout.InfiniteTimeSpan,
            };
    }

    private enum Outcome
    {
        Refused,
        Written,
        Unknown,
    }

    /// <summary>Starts a host, calls it, and looks at what it has become.</summary>
    public static async Task<FuzzReport> RunAsync(FuzzOptions options)
    {
        await using var host = await FuzzHost.StartAsync(options.Seed, options.Database);
        using var run = new FuzzRun(options, host);
        return await run.RunAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        other.Dispose();
    }

    private async Task<FuzzReport> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var next = -1;
        var longest = options.Longest ?? TimeSpan.MaxValue;
        await Task.WhenAll(
            Enumerable
                .Range(0, options.Only is null ? options.AtATime : 1)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        if (options.Only is { } only)
                        {
                            await CallAsync(only);
                            Interlocked.Increment(ref next);
                            return;
                        }
                        int index;
                        while (
                            Stopwatch.GetElapsedTime(started) < longest
                            && !host.Process.HasEnded
                            && (index = Interlocked.Increment(ref next)) < options.Calls
                        )
                            await CallAsync(index);
                    })
                )
        );
        var took = Stopwatch.GetElapsedTime(started);
        var calls = kinds.Values.Sum();
        var (written, events) = await AfterAsync();
        return new(
            options,
            calls,
            took,
            statuses,
            kinds,
            [.. reached.Keys.Order(StringComparer.Ordinal)],
            Methods.Count,
            written,
            events,
            [.. findings.Values.OrderBy(f => f.Call)]
        );
    }

    /// <summary>The host must be well, its logs as written, and every event the doing of a call that was answered OK.</summary>
    private async Task<(int Written, int Events)> AfterAsync()
    {
        var last = options.Calls;
        if (host.Process.HasEnded)
        {
            Found("the host has ended", last, host.Process.Output[^Math.Min(4000, host.Process.Output.Length)..]);
            return (0, 0);
        }
        if (!await host.IsWellAsync())
            Found("the host is not well afterwards", last, "/health/ready");
        foreach (var error in host.Errors())
            Found($"logged as an error: {error.Split('\n').ElementAtOrDefault(1)?.Trim()}", last, error);
        if (await host.AuditAsync() is { } wrong)
            Found("audit verify finds something", last, wrong);
        var events = await host.EventsAsync();
        var caused = events.Select(e => e.RequestId).ToHashSet(StringComparer.Ordinal);
        foreach (var e in events.Where(e => writes.GetValueOrDefault(e.RequestId, Outcome.Unknown) == Outcome.Refused))
            Found($"an event of a call that was refused: {e.Type}", NumberOf(e.RequestId), e.ToString());
        var written = writes.Where(w => w.Value == Outcome.Written).Select(w => w.Key).ToList();
        foreach (var id in written.Where(id => id.EndsWith("-create", StringComparison.Ordinal) && !caused.Contains(id)))
            Found("a write that was answered OK has no event", NumberOf(id), id);
        return (written.Count, events.Count(e => writes.GetValueOrDefault(e.RequestId, Outcome.Refused) == Outcome.Written));
    }

    private static int NumberOf(string requestId) =>
        int.TryParse(requestId.Split('-').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private async Task CallAsync(int index)
    {
        var random = new Random(HashCode(options.Seed, index));
        var caller = host.Callers[random.Next(host.Callers.Count)];
        // Most callers are let in: what is refused at the door goes no further.
        if (caller.IsRefused && random.Next(3) > 0)
            caller = host.Callers[random.Next(host.Callers.Count)];
        // Those who may write do so oftener than one in twenty-odd.
        if (random.Next(3) == 0)
            caller = host.Writers[random.Next(host.Writers.Count)];
        var method = Methods[random.Next(Methods.Count)];
        var call = new Call(index, random, caller, method);
        try
        {
            await (
                random.Next(1000) switch
                {
                    < 300 => PlainAsync(call, 0),
                    < 440 => PlainAsync(call, 0.08),
                    < 540 => PlainAsync(call, 0.4),
                    < 640 => BytesAsync(call),
                    < 700 => FrameAsync(call),
                    < 708 => DeepAsync(call),
                    < 758 => HeadersAsync(call),
                    < 818 => TwinAsync(call),
                    < 848 => PagingAsync(call),
                    < 868 => OtherAsync(call),
                    < 928 => RestAsync(call),
                    < 988 => BadRestAsync(call),
                    _ => RawAsync(call),
                }
            );
        }
        catch (OperationCanceledException)
        {
            Found($"{call.Kind}: no answer within {Hang.TotalSeconds:F0} s: {method.FullName}", index, call.Text);
        }
    }

    // --- The kinds of calls ---

    private async Task PlainAsync(Call call, double nasty)
    {
        call.Kind =
            nasty == 0 ? "well-formed"
            : nasty < 0.2 ? "some odd values"
            : "odd values";
        // Who has signed in for nothing else asks for what is closed now and then.
        var names = call.Random.Next(12) == 0 ? host.ClosedNames : host.Names;
        var id = IdOf(call, nasty == 0 ? "" : null);
        var request = new MessageMaker(names, call.Random, nasty, id).Of(call.Method);
        var answer = await GrpcAsync(call, Wire.Frame(request.ToByteArray()), request);
        Remember(call, request, answer);
        // Sent twice, it must be the same write.
        if (call.Random.Next(10) == 0 && answer.Code == StatusCode.OK && RequestIdOf(request).Length > 0)
        {
            var again = await GrpcAsync(call, Wire.Frame(request.ToByteArray()), request);
            if (again.Code == StatusCode.OK && !again.Body.AsSpan().SequenceEqual(answer.Body))
                Found($"a repeated write is answered otherwise: {call.Method.FullName}", call.Index, call.Text);
        }
    }

    private async Task BytesAsync(Call call)
    {
        call.Kind = "bytes changed";
        var request = Request(call, 0.05);
        var bytes =
            call.Random.Next(3) == 0
                ? Wire.Bytes(call.Random, call.Random.Next(200))
                : Wire.Mutated(call.Random, request.ToByteArray());
        await GrpcAsync(call, Wire.Frame(bytes), null);
    }

    private async Task FrameAsync(Call call)
    {
        var (what, body) = Wire.BadFrame(call.Random, Request(call, 0).ToByteArray());
        call.Kind = $"frame";
        call.Note = what;
        await GrpcAsync(
            call,
            body,
            null,
            call.Random.Next(3) == 0
                ? [("grpc-encoding", ((string[])["gzip", "identity", "snappy", "", "\u00ff"])[call.Random.Next(5)])]
                : []
        );
    }

    private async Task DeepAsync(Call call)
    {
        call.Kind = "deep";
        var nested = call.Method.InputType.Fields.InDeclarationOrder().FirstOrDefault(f => f.FieldType == FieldType.Message);
        var levels = ((int[])[101, 10_000, 40_000])[call.Random.Next(3)];
        var bytes = call.Random.Next(3) switch
        {
            0 => Wire.Groups(levels),
            1 => Wire.Nested(nested?.FieldNumber ?? 1, levels),
            // Any's value is field 2.
            _ => Wire.Nested(2, levels),
        };
        call.Note = $"{levels} levels";
        await GrpcAsync(call, Wire.Frame(bytes), null);
    }

    private async Task HeadersAsync(Call call)
    {
        call.Kind = "headers";
        var random = call.Random;
        (string Name, string Value)[] odd = random.Next(18) switch
        {
            0 => [("authorization", "Bearer x"), ("authorization", "Bearer y")],
            1 => [("x-long", new string('x', 40_000))],
            2 => [.. Enumerable.Range(0, 100).Select(i => ($"x-{i}", "y"))],
            3 => [("x-data-bin", "%%%not base64%%%")],
            4 => [("grpc-timeout", ((string[])["99999999999H", "-1S", "0n", "x", "1", "100000000n", ""])[random.Next(7)])],
            5 =>
            [
                (
                    "accept-language",
                    ((string[])["*;q=NaN", new string('n', 5000), "xx-YY-zz;q=1.0,,;;", "i-klingon", "nb-NO-u-ca-x"])[
                        random.Next(5)
                    ]
                ),
            ],
            6 => [("traceparent", "00-" + new string('f', 32) + "-" + new string('0', 16) + "-zz"), ("tracestate", ",,=,=")],
            7 => [("baggage", new string('a', 8000) + "=%00")],
            8 => [("x-http-method-override", "DELETE"), ("x-original-url", "/operations")],
            9 => [("forwarded", "for=\"[::1]\";host=evil"), ("x-forwarded-for", "::1, 1.2.3.4"), ("x-forwarded-proto", "https")],
            10 => [("mergeprogramme-caller", "x"), ("mergeprogramme-caller", "y")],
            11 => [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "br,,;gzip")],
            12 => [("host", "elsewhere.example")],
            13 =>
            [
                (
                    "content-type",
                    (
                        (string[])
                            [
                                "application/grpc+json",
                                "application/grpc-web",
                                "application/grpc-web-text",
                                "text/plain",
                                "application/grpc;x",
                            ]
                    )[random.Next(5)]
                ),
            ],
            14 => [("te", "gzip")],
            15 => [("x-test-principal", "principals/x"), ("x-user-id", "admin")],
            16 => [("cookie", "__Host-session=" + new string('A', 3000) + "; status=x; form=y")],
            _ => [("expect", "100-continue"), ("range", "bytes=0-1"), ("if-match", "*")],
        };
        call.Note = string.Join(", ", odd.Select(h => $"{h.Name}: {h.Value[..Math.Min(40, h.Value.Length)]}").Take(3));
        var request = Request(call, 0);
        await GrpcAsync(call, Wire.Frame(request.ToByteArray()), null, odd);
    }

    /// <summary>About the closed programme and about one that does not exist: whoever has no role there must not see a difference.</summary>
    private async Task TwinAsync(Call call)
    {
        call.Kind = "twins";
        if (call.Caller.SeesAll)
        {
            await PlainAsync(call, 0);
            return;
        }
        var names = host.ClosedNames;
        var request = new MessageMaker(names, call.Random, call.Random.Next(3) == 0 ? 0.05 : 0, "").Of(call.Method);
        var bytes = request.ToByteArray();
        var made = Replaced(bytes, Encoding.ASCII.GetBytes(host.Closed), Encoding.ASCII.GetBytes(host.Missing));
        var real = await GrpcAsync(call, Wire.Frame(bytes), request);
        var missing = await GrpcAsync(call, Wire.Frame(made), request);
        static string Essence(FuzzAnswer a) =>
            $"{a.Code}\n{a.Message}\n{string.Join('\n', a.Details?.Details.Select(d => d.Value.ToStringUtf8()) ?? [])}\n{Encoding.UTF8.GetString(a.Body)}";
        if (Essence(real).Replace(host.Closed, host.Missing, StringComparison.Ordinal) != Essence(missing))
            Found(
                $"a closed programme is answered otherwise than one that does not exist: {call.Method.FullName}",
                call.Index,
                $"{call.Text}\nthere:     {Essence(real)}\nnot there: {Essence(missing)}"
            );
    }

    private async Task PagingAsync(Call call)
    {
        call.Kind = "page tokens";
        var lists = Methods.Where(m => m.InputType.FindFieldByName("page_token") is not null).ToList();
        call.Method = lists[call.Random.Next(lists.Count)];
        var request = new MessageMaker(host.Names, call.Random, 0, "").Of(call.Method);
        request.Descriptor.FindFieldByName("page_size").Accessor.SetValue(request, 1);
        var token = request.Descriptor.FindFieldByName("page_token").Accessor;
        token.SetValue(request, "");
        var first = await GrpcAsync(call, Wire.Frame(request.ToByteArray()), request);
        if (first is not { Code: StatusCode.OK, Body.Length: > 5 })
            return;
        var page = call.Method.OutputType.Parser.ParseFrom(first.Body.AsSpan(5).ToArray());
        if (page.Descriptor.FindFieldByName("next_page_token").Accessor.GetValue(page) is not string { Length: > 0 } genuine)
            return;
        var keys = System
            .Text.Json.Nodes.JsonNode.Parse(Convert.FromBase64String(genuine.Replace('-', '+').Replace('_', '/')))!
            .AsArray();
        switch (call.Random.Next(6))
        {
            case 0:
                keys[call.Random.Next(keys.Count)] = null;
                break;
            case 1:
                keys[^1] = Nasty.Text(call.Random);
                break;
            case 2:
                keys.Add("more");
                break;
            case 3:
                keys.RemoveAt(keys.Count - 1);
                break;
            case 4:
                keys[call.Random.Next(keys.Count)] = Nasty.Number(call.Random).ToString(CultureInfo.InvariantCulture);
                break;
            default:
                keys[0] = "000000000000";
                break;
        }
        call.Note = keys.ToJsonString();
        token.SetValue(
            request,
            Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.ToJsonString())).Replace('+', '-').Replace('/', '_')
        );
        await GrpcAsync(call, Wire.Frame(request.ToByteArray()), request);
    }

    private async Task OtherAsync(Call call)
    {
        call.Kind = "other services";
        var random = call.Random;
        if (random.Next(3) == 0)
        {
            call.Path = (
                (string[])
                    [
                        "/mergeprogramme.organisation.v1.OrganisationService/NoSuch",
                        "/mergeprogramme.organisation.v2.OrganisationService/ListProgrammes",
                        "/mergeprogramme.organisation.v1.OrganisationService/ListProgrammes/",
                        "/mergeprogramme.organisation.v1.OrganisationService/listprogrammes",
                        "//ListProgrammes",
                        "/",
                        "/%00",
                        "/mergeprogramme.organisation.v1.OrganisationService%2FListProgrammes",
                    ]
            )[random.Next(8)];
            await GrpcAsync(call, Wire.Frame(Wire.Bytes(random, random.Next(40))), null);
            return;
        }
        call.Method = Others[random.Next(Others.Count)];
        var bytes = new MessageMaker(host.Names, random, 0.3, "").Make(call.Method.InputType, 0).ToByteArray();
        if (random.Next(3) == 0)
            bytes = Wire.Mutated(random, bytes);
        await GrpcAsync(call, Wire.Frame(bytes), null);
    }

    private async Task RestAsync(Call call)
    {
        call.Kind = "REST";
        var request = new MessageMaker(host.Names, call.Random, call.Random.Next(2) == 0 ? 0 : 0.15, IdOf(call, "")).Of(
            call.Method
        );
        if (RestCall.Of(call.Method, request) is not { } rest)
        {
            await PlainAsync(call, 0.15);
            return;
        }
        Remember(call, request, await HttpAsync(call, rest));
    }

    private async Task BadRestAsync(Call call)
    {
        call.Kind = "REST, malformed";
        if (RestCall.Of(call.Method, Request(call, 0)) is not { } rest)
        {
            await PlainAsync(call, 0.4);
            return;
        }
        var (what, mangled) = rest.Mangled(call.Random);
        call.Note = what;
        await HttpAsync(call, mangled);
    }

    private async Task RawAsync(Call call)
    {
        call.Kind = "HTTP/2 bytes";
        var (what, sent) = Wire.Http2(call.Random, PathOf(call.Method), Request(call, 0).ToByteArray());
        call.Note = what;
        call.Describe = () => $"{what}: {Convert.ToBase64String(sent.AsSpan(0, Math.Min(600, sent.Length)))}";
        Count(call);
        using var tcp = new TcpClient();
        using var hang = new CancellationTokenSource(Hang);
        var said = new MemoryStream();
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, host.Grpc.Port, hang.Token);
            var stream = tcp.GetStream();
            await stream.WriteAsync(sent, hang.Token);
            tcp.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(said, hang.Token);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Cut by the host, which is its right.
        }
        statuses.AddOrUpdate("connection ended", 1, (_, n) => n + 1);
        Look(call, Encoding.UTF8.GetString(said.ToArray()), Encoding.ASCII.GetString(sent));
    }

    // --- Sending ---

    private IMessage Request(Call call, double nasty) =>
        new MessageMaker(host.Names, call.Random, nasty, IdOf(call, null)).Of(call.Method);

    // Of writes that are to be counted afterwards; of others an id that says that they are not.
    private static string IdOf(Call call, string? counted) =>
        counted is null
            ? $"fm-{call.Index}"
            : $"fz-{call.Index}{(call.Method.Name.StartsWith("Create", StringComparison.Ordinal) ? "-create" : "")}";

    // Lists have a filter of that name.
    private static string RequestIdOf(IMessage request) =>
        request is ListEventsRequest
            ? ""
            : request.Descriptor.FindFieldByName("request_id")?.Accessor.GetValue(request) as string ?? "";

    private void Remember(Call call, IMessage request, FuzzAnswer answer)
    {
        var id = RequestIdOf(request);
        if (id.StartsWith("fz-", StringComparison.Ordinal))
            writes[id] =
                answer.Code == StatusCode.OK ? Outcome.Written
                : answer.Code is null or StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Unavailable
                    ? Outcome.Unknown
                : Outcome.Refused;
        if (answer.Code == StatusCode.OK)
            reached[call.Method.FullName] = true;
    }

    private static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    /// <param name="understood">The request that the body is of, where it is a whole one.</param>
    private async Task<FuzzAnswer> GrpcAsync(
        Call call,
        byte[] body,
        IMessage? understood,
        (string Name, string Value)[]? headers = null
    )
    {
        var path = call.Path ?? PathOf(call.Method);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (call.Method.IsServerStreaming || call.Method.IsClientStreaming)
            request.Headers.TryAddWithoutValidation("grpc-timeout", "500m");
        Add(request, call.Caller.Headers());
        Add(request, headers ?? []);
        call.Describe = () =>
            $"{call.Caller.Title}: {path} {call.Note} {Written(understood)}\nbody: {Convert.ToBase64String(body.AsSpan(0, Math.Min(1200, body.Length)))}";
        return await SendAsync(call, request, isGrpc: true, body);
    }

    private async Task<FuzzAnswer> HttpAsync(Call call, RestCall rest)
    {
        // As it stands: Uri would put dots and percents right.
        if (
            !Uri.TryCreate(
                host.Pages.GetLeftPart(UriPartial.Authority) + rest.Target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true },
                out var target
            )
        )
            target = host.Pages;
        using var request = new HttpRequestMessage(new HttpMethod(rest.Method), target);
        if (rest.Body is not null)
        {
            request.Content = new ByteArrayContent(rest.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", rest.ContentType);
        }
        Add(request, call.Caller.Headers());
        call.Describe = () =>
            $"{call.Caller.Title}: {rest.Method} {rest.Target} {call.Note} ({rest.ContentType})\nbody: {Encoding.UTF8.GetString(rest.Body.AsSpan(0, Math.Min(1200, rest.Body?.Length ?? 0)))}";
        return await SendAsync(call, request, isGrpc: rest.ContentType == "application/grpc", rest.Body ?? [], rest.Target);
    }

    // JSON has no way of saying some of what is sent.
    private static string Written(IMessage? message)
    {
        try
        {
            return message?.ToString() ?? "";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return e.Message;
        }
    }

    private static void Add(HttpRequestMessage request, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (name == "host")
                request.Headers.Host = value;
            else if (name == "content-type")
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private async Task<FuzzAnswer> SendAsync(Call call, HttpRequestMessage request, bool isGrpc, byte[] body, string target = "")
    {
        Count(call);
        using var hang = new CancellationTokenSource(Hang);
        FuzzAnswer answer;
        try
        {
            using var response = await (call.Kind == "headers" ? other : http).SendAsync(request, hang.Token);
            answer = await FuzzAnswer.OfAsync(response, isGrpc, hang.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Some of what goes wrong in HTTP/2 comes as it was thrown, of types that have no name outside.
            answer = FuzzAnswer.Cut(e.Message);
        }
        statuses.AddOrUpdate(answer.Kind, 1, (_, n) => n + 1);
        call.Answer = answer;
        Check(call, answer, Encoding.UTF8.GetString(body) + target);
        return answer;
    }

    // --- Looking ---

    private void Count(Call call) => kinds.AddOrUpdate(call.Kind, 1, (_, n) => n + 1);

    private void Check(Call call, FuzzAnswer answer, string sent)
    {
        // What only a service can do wrong is told apart by rpc, the rest by kind of call.
        var where = call.Kind;
        if (answer.Code == StatusCode.Internal && answer.Message.StartsWith("Something went wrong", StringComparison.Ordinal))
            where += $": {call.Method.FullName}";
        // A content type that is not gRPC's is refused by HTTP's own status.
        if (answer.Code is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss && answer.Http != 415)
            Found($"{answer.Code} ({answer.Message[..Math.Min(30, answer.Message.Length)]}) {where}", call.Index, call.Text);
        else if (answer.Http is >= 500 and not (501 or 503 or 504 or 505) && answer.Code is null)
            Found($"HTTP {answer.Http} {where}", call.Index, call.Text);
        else if (answer.Http == 0 && call.Kind is not ("headers" or "REST, malformed" or "frame" or "other services" or "deep"))
            Found($"cut without an answer {where}", call.Index, call.Text);
        if (
            answer.Code is { } code
            && Explained.Contains(code)
            && call.Path is null
            && Methods.Contains(call.Method)
            && (
                answer.Details is null
                || answer.Details.Code != (int)code
                || answer.Details.GetDetail<ErrorInfo>() is null
                || answer.Details.GetDetail<LocalizedMessage>() is null
            )
        )
            Found(
                $"{code} without details ({answer.Message[..Math.Min(60, answer.Message.Length)]}) {where}",
                call.Index,
                call.Text
            );
        var isForIt =
            call.Caller.BringsNothing
            && Methods.Contains(call.Method)
            && call.Method.GetOptions().GetExtension(AccessExtensions.Access).Anyone;
        if (
            call.Caller.IsRefused
            && !isForIt
            && answer.Code == StatusCode.OK
            && Methods.Contains(call.Method)
            && call.Path is null
        )
            Found($"{call.Caller.Title} is let in: {where}", call.Index, call.Text);
        if (Look(call, answer.Said, sent) is { } leaked && !call.Caller.SeesAll)
            Found($"leak: {leaked} to {call.Caller.Title} {where}", call.Index, call.Text);
    }

    /// <summary>What of the closed programme or of the product's inside an answer says that the request did not.</summary>
    private string? Look(Call call, string said, string sent)
    {
        foreach (var word in Internals)
        {
            var at = said.IndexOf(word, StringComparison.Ordinal);
            // The types of events on a legacySystem have that in them.
            while (at > 0 && said.AsSpan(0, at).EndsWith("legacy", StringComparison.OrdinalIgnoreCase))
                at = said.IndexOf(word, at + 1, StringComparison.Ordinal);
            if (
                at >= 0
                && !sent.Contains(word, StringComparison.Ordinal)
                && call.Method.File.Package.StartsWith("mergeprogramme", StringComparison.Ordinal)
            )
                Found(
                    $"an answer tells of the inside: {word}",
                    call.Index,
                    $"{call.Text}\n{said[Math.Max(0, at - 100)..Math.Min(said.Length, at + 200)]}"
                );
        }
        return said.Contains(host.Mark, StringComparison.Ordinal) && !sent.Contains(host.Mark, StringComparison.Ordinal)
                ? "a text of the closed programme"
            : said.Contains(host.Closed, StringComparison.Ordinal) && !sent.Contains(host.Closed, StringComparison.Ordinal)
                ? "the name of the closed programme"
            : null;
    }

    private void Found(string what, int call, string reproduce) =>
        findings.AddOrUpdate(
            what,
            _ => new(what, call, reproduce[..Math.Min(4000, reproduce.Length)]),
            (_, known) =>
            {
                known.Times++;
                return known.Call <= call
                    ? known
                    : new(what, call, reproduce[..Math.Min(4000, reproduce.Length)]) { Times = known.Times };
            }
        );

    private static byte[] Replaced(byte[] bytes, byte[] from, byte[] to)
    {
        var result = (byte[])bytes.Clone();
        for (var i = 0; i + from.Length <= result.Length; i++)
        {
            if (result.AsSpan(i, from.Length).SequenceEqual(from))
                to.CopyTo(result, i);
        }
        return result;
    }

    // The same in every process, which System.HashCode is not.
    private static int HashCode(int seed, int index) =>
        unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)index * 2246822519u)));

    /// <summary>One call, or the few that belong together.</summary>
    private sealed class Call(int index, Random random, FuzzCaller caller, MethodDescriptor method)
    {
        public int Index => index;
        public Random Random => random;
        public FuzzCaller Caller => caller;
        public MethodDescriptor Method { get; set; } = method;
        public string Kind { get; set; } = "";
        public string Note { get; set; } = "";
        public string? Path { get; set; }
        public Func<string> Describe { get; set; } = () => "";
        public FuzzAnswer? Answer { get; set; }

        /// <summary>The call and its answer, for a finding.</summary>
        public string Text => $"{Describe()}\nanswer: {Answer?.Kind} {Answer?.Message[..Math.Min(500, Answer.Message.Length)]}";
    }
}
