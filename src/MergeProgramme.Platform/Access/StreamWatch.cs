using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Platform.Access;

/// <summary>
/// Looks again, for as long as a stream lasts, whether its caller may still have it: at once where this process changes who may do what, and within
/// seconds where another one does, a role runs out by its date, or a token expires.
/// </summary>
internal sealed class StreamWatch(
    GrantsCache grants,
    TimeProvider time,
    Caller caller,
    CallerGrants held,
    string permission,
    Action<CallerGrants> require
)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private volatile CallerGrants held = held;

    /// <summary>What the caller may do now.</summary>
    public CallerGrants Held => held;

    /// <summary>Serves a stream until it ends by itself or its caller may no longer have it.</summary>
    /// <param name="serve">Serves it until its token is cancelled.</param>
    /// <param name="cancellation">Of the call.</param>
    /// <exception cref="Problem">UNAUTHENTICATED where the caller is disabled or its token has expired, PERMISSION_DENIED where the role is gone.</exception>
    /// <exception cref="RpcException">UNAVAILABLE where the access module cannot be asked.</exception>
    public async Task ServeAsync(Func<CancellationToken, Task> serve, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // First, so that nothing is served that nobody watches.
        var watching = UntilRefusedAsync(stop.Token);
        var serving = serve(stop.Token);
        if (await Task.WhenAny(serving, watching) == serving || cancellation.IsCancellationRequested)
        {
            await stop.CancelAsync();
            await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await serving;
            return;
        }
        await stop.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw await watching;
    }

    /// <summary>Looks again now, so that nothing is shown that was written after the right to it was taken.</summary>
    /// <exception cref="Problem">As in <see cref="ServeAsync"/>.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            throw refusal;
    }

    private async Task<Exception> UntilRefusedAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before looking, so that no change between is missed.
            var changed = grants.NextChange;
            if (await RefusalAsync(cancellation) is { } refusal)
                return refusal;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(changed, Task.Delay(Interval, time, waiting.Token));
            await waiting.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<Exception?> RefusalAsync(CancellationToken cancellation)
    {
        if (caller.ExpireTime is { } expires && time.GetUtcNow() >= expires)
            return Problem.Unauthenticated("TOKEN_EXPIRED");
        try
        {
            held = await grants.OfAsync(caller, cancellation);
            if (held.IsDisabled)
                return Problem.Unauthenticated("PRINCIPAL_DISABLED");
            require(held);
            return null;
        }
        catch (Problem)
        {
            // The caller knew of the resource when the stream began: there is nothing to hide.
            return Problem.Denied(permission);
        }
        catch (RpcException unasked) when (!cancellation.IsCancellationRequested)
        {
            return unasked;
        }
    }

    /// <summary>A call that can be stopped from here, so that its end can be told of: cancelling the call itself would end it without a word.</summary>
    internal sealed class Context : ServerCallContext
    {
        // By this the framework finds the request of a call that an interceptor has put another in front of.
        private const string HttpContextKey = "__HttpContext";

        private readonly ServerCallContext call;
        private readonly CancellationToken stop;

        public Context(ServerCallContext call, CancellationToken stop)
        {
            (this.call, this.stop) = (call, stop);
            if (call is not InProcessServerCallContext)
                call.UserState[HttpContextKey] = call.GetHttpContext();
        }

        protected override string MethodCore => call.Method;
        protected override string HostCore => call.Host;
        protected override string PeerCore => call.Peer;
        protected override DateTime DeadlineCore => call.Deadline;
        protected override Metadata RequestHeadersCore => call.RequestHeaders;
        protected override CancellationToken CancellationTokenCore => stop;
        protected override Metadata ResponseTrailersCore => call.ResponseTrailers;
        protected override AuthContext AuthContextCore => call.AuthContext;
        protected override IDictionary<object, object> UserStateCore => call.UserState;

        protected override Status StatusCore
        {
            get => call.Status;
            set => call.Status = value;
        }

        protected override WriteOptions? WriteOptionsCore
        {
            get => call.WriteOptions;
            set => call.WriteOptions = value;
        }

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            call.CreatePropagationToken(options);

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) =>
            call.WriteResponseHeadersAsync(responseHeaders);
    }

    /// <summary>Writes nothing once the stream is stopped. The transport would end the call without a word if a write of its own were cancelled.</summary>
    internal sealed class Writer<T>(IServerStreamWriter<T> writer, CancellationToken stop) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => writer.WriteOptions;
            set => writer.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            stop.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            return writer.WriteAsync(message, CancellationToken.None);
        }
    }
}
