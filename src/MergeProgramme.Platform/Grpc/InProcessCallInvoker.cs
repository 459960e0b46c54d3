using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;

namespace MergeProgramme.Platform.Grpc;

/// <summary>
/// Calls methods of this process as if over the wire: same interceptors, deadline, cancellation, metadata, trailers and status. Messages
/// are cloned at the boundary both ways, so no reference leaks from one module into another. The caller and its trace come along
/// with the execution context.
/// </summary>
/// <param name="server">Where the methods are.</param>
public sealed class InProcessCallInvoker(InProcessServer server) : CallInvoker
{
    // A stream reader that falls behind holds the writer back, as flow control does over the wire.
    private const int StreamBuffer = 16;

    /// <inheritdoc/>
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        var call = new Call(method.FullName, options);
        var response = call.Bounded(RunUnary<TRequest, TResponse>(call, Clone(request)));
        return new(
            response,
            static state => ((Call)state).Context.ResponseHeaders,
            static state => ((Call)state).Status,
            static state => ((Call)state).Context.Trailers,
            static state => ((Call)state).Dispose(),
            call
        );
    }

    /// <inheritdoc/>
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        var call = new Call(method.FullName, options, stoppable: true);
        var stream = new MessageStream<TResponse>(call);
        // Forced off the caller's stack: a method that writes much before it awaits must not block whoever opened the stream.
        _ = Task.Run(() => RunStreaming(call, Clone(request), stream), CancellationToken.None);
        return new(
            stream,
            static state => ((Call)state).Context.ResponseHeaders,
            static state => ((Call)state).Status,
            static state => ((Call)state).Context.Trailers,
            static state => ((Call)state).Dispose(),
            call
        );
    }

    /// <summary>Not carried in-process.</summary>
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw new NotSupportedException($"{method.FullName} streams from the client, which is not carried in-process.");

    /// <summary>Not carried in-process.</summary>
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw new NotSupportedException($"{method.FullName} streams both ways, which is not carried in-process.");

    private Task<TResponse> RunUnary<TRequest, TResponse>(Call call, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        Task<TResponse> answer;
        var flow = ExecutionContext.Capture();
        try
        {
            call.ThrowIfOver();
            answer = server.Find<UnaryServerMethod<TRequest, TResponse>>(call.Method)(request, call.Context);
        }
        catch (Exception e)
        {
            answer = Task.FromException<TResponse>(e);
        }
        // What the method set for its own flow (language, caller) stays with it.
        if (flow is not null && ExecutionContext.Capture() != flow)
            ExecutionContext.Restore(flow);
        // Most calls end well at once: they need no state machine to wait in.
        if (!answer.IsCompletedSuccessfully || answer.Result is null || call.Context.Status.StatusCode != StatusCode.OK)
            return AwaitUnary(call, answer);
        call.Ended();
        return Task.FromResult(Clone(answer.Result));
    }

    private static async Task<TResponse> AwaitUnary<TResponse>(Call call, Task<TResponse> answer)
        where TResponse : class
    {
        try
        {
            var response = await answer;
            call.ThrowIfNotOk();
            return response is null
                ? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."))
                : Clone(response);
        }
        catch (Exception e)
        {
            throw call.Failed(e);
        }
        finally
        {
            call.Ended();
        }
    }

    private async Task RunStreaming<TRequest, TResponse>(Call call, TRequest request, MessageStream<TResponse> stream)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            call.ThrowIfOver();
            var handler = server.Find<ServerStreamingServerMethod<TRequest, TResponse>>(call.Method);
            await handler(request, stream, call.Context);
            call.ThrowIfNotOk();
            stream.Complete(null);
        }
        catch (Exception e)
        {
            stream.Complete(call.Failed(e));
        }
        finally
        {
            call.Ended();
        }
    }

    private static T Clone<T>(T message)
        where T : class => message is IDeepCloneable<T> cloneable ? cloneable.Clone() : message;

    /// <summary>One call: its context, its end, and what stops it.</summary>
    private sealed class Call : IDisposable
    {
        private readonly CancellationToken callerCancellation;
        private readonly DateTime? deadline;
        private readonly CancellationTokenSource? stop;

        public Call(string method, CallOptions options, bool stoppable = false)
        {
            Method = method;
            callerCancellation = options.CancellationToken;
            deadline = options.Deadline;
            if (stoppable || deadline is not null || callerCancellation.CanBeCanceled)
            {
                stop = CancellationTokenSource.CreateLinkedTokenSource(callerCancellation);
                if (deadline is { } at && at != DateTime.MaxValue)
                {
                    var left = at.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime;
                    // A timer cannot be set further ahead than this; such a deadline never comes.
                    if (left.TotalMilliseconds < int.MaxValue)
                        stop.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                }
            }
            Context = new(method, options, stop?.Token ?? CancellationToken.None);
        }

        public string Method { get; }
        public InProcessServerCallContext Context { get; }
        public Status Status { get; private set; } = Status.DefaultSuccess;
        public CancellationToken Stopped => stop?.Token ?? CancellationToken.None;

        public void ThrowIfOver()
        {
            if (
                stop is { IsCancellationRequested: true }
                || (deadline is { } at && at.ToUniversalTime() <= TimeProvider.System.GetUtcNow().UtcDateTime)
            )
                throw Over();
        }

        public void ThrowIfNotOk()
        {
            if (Context.Status.StatusCode != StatusCode.OK)
                throw new RpcException(Context.Status, Context.Trailers);
        }

        /// <summary>The caller is answered when its deadline passes or it cancels, even if the method does not listen.</summary>
        public Task<T> Bounded<T>(Task<T> running) => stop is null || running.IsCompleted ? running : BoundedAsync(running, stop);

        private async Task<T> BoundedAsync<T>(Task<T> running, CancellationTokenSource stop)
        {
            try
            {
                return await running.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The method goes on alone; what it throws later is nobody's to see.
                _ = running.ContinueWith(static t => t.Exception, TaskScheduler.Default);
                throw Failed(Over());
            }
        }

        public RpcException Over() =>
            callerCancellation.IsCancellationRequested || !IsPastDeadline()
                ? new(new Status(StatusCode.Cancelled, "Call canceled by the client."))
                : new(new Status(StatusCode.DeadlineExceeded, ""));

        public RpcException Failed(Exception e)
        {
            RpcException failure;
            if (stop is { IsCancellationRequested: true })
                failure = Over();
            else if (e is RpcException rpc)
                failure = new(rpc.Status, Merge(Context.Trailers, rpc.Trailers), rpc.Message);
            else
                failure = new(new Status(StatusCode.Unknown, "Exception was thrown by handler."), Context.Trailers);
            Status = failure.Status;
            return failure;
        }

        public void Ended() => Context.EnsureHeadersSent();

        public void Dispose() => stop?.Cancel();

        private bool IsPastDeadline() =>
            deadline is { } at && at.ToUniversalTime() <= TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(20);

        private static Metadata Merge(Metadata sent, Metadata thrown)
        {
            if (thrown.Count == 0)
                return sent;
            var all = new Metadata();
            foreach (var entry in sent)
                all.Add(entry);
            foreach (var entry in thrown)
                all.Add(entry);
            return all;
        }
    }

    private sealed class MessageStream<T>(Call call) : IServerStreamWriter<T>, IAsyncStreamReader<T>
        where T : class
    {
        private readonly Channel<T> channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(StreamBuffer) { SingleReader = true, SingleWriter = true }
        );

        public WriteOptions? WriteOptions { get; set; }

        public T Current { get; private set; } = null!;

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public async Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            call.Context.EnsureHeadersSent();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.Stopped);
            await channel.Writer.WriteAsync(Clone(message), either.Token);
        }

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.Stopped);
            try
            {
                while (await channel.Reader.WaitToReadAsync(either.Token))
                {
                    if (channel.Reader.TryRead(out var message))
                    {
                        Current = message;
                        return true;
                    }
                }
                return false;
            }
            catch (OperationCanceledException)
            {
                throw call.Stopped.IsCancellationRequested
                    ? call.Failed(call.Over())
                    : new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client."));
            }
        }

        public void Complete(RpcException? failure) => channel.Writer.TryComplete(failure);
    }
}
