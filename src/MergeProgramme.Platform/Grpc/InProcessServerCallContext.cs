using Grpc.Core;

namespace MergeProgramme.Platform.Grpc;

/// <summary>What a method sees of an in-process call: the same as over the wire.</summary>
internal sealed class InProcessServerCallContext(string method, CallOptions options, CancellationToken cancellation)
    : ServerCallContext
{
    private static readonly AuthContext NotAuthenticatedByTransport = new(null, []);
    private static readonly Metadata NoHeaders = [];

    private Metadata? requestHeaders;
    private Metadata? responseTrailers;
    private TaskCompletionSource<Metadata>? responseHeaders;
    private Metadata? sentHeaders;

    /// <summary>Completes when the method sends headers or ends.</summary>
    public Task<Metadata> ResponseHeaders
    {
        get
        {
            lock (this)
            {
                if (sentHeaders is not null)
                    return Task.FromResult(sentHeaders);
                responseHeaders ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                return responseHeaders.Task;
            }
        }
    }

    /// <summary>Trailers so far, without creating any.</summary>
    public Metadata Trailers => responseTrailers ?? [];

    protected override string MethodCore => method;
    protected override string HostCore => "in-process";
    protected override string PeerCore => "in-process";
    protected override DateTime DeadlineCore => options.Deadline ?? DateTime.MaxValue;
    protected override Metadata RequestHeadersCore => requestHeaders ??= Copy(options.Headers);
    protected override CancellationToken CancellationTokenCore => cancellation;
    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];
    protected override Status StatusCore { get; set; }
    protected override WriteOptions? WriteOptionsCore { get; set; }
    protected override AuthContext AuthContextCore => NotAuthenticatedByTransport;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Deadline and cancellation are passed on by CallOptions.");

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        if (!Send(Copy(responseHeaders)))
            throw new InvalidOperationException("Response headers can only be sent once.");
        return Task.CompletedTask;
    }

    /// <summary>Sends empty headers if the method sent none, as the transport does with its first message or its end.</summary>
    public void EnsureHeadersSent() => Send(NoHeaders);

    private bool Send(Metadata headers)
    {
        lock (this)
        {
            if (sentHeaders is not null)
                return false;
            sentHeaders = headers;
            responseHeaders?.TrySetResult(headers);
            return true;
        }
    }

    private static Metadata Copy(Metadata? from)
    {
        var copy = new Metadata();
        foreach (var entry in from ?? NoHeaders)
            copy.Add(entry.IsBinary ? new Metadata.Entry(entry.Key, (byte[])entry.ValueBytes.Clone()) : entry);
        return copy;
    }
}
