using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MergeProgramme.Platform.Grpc;

/// <summary>A span and a duration for every contract call, in-process and over the wire alike.</summary>
public sealed class TelemetryInterceptor : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    ) =>
        // Nobody listens: nothing to measure, nothing to pay.
        Telemetry.Source.HasListeners() || Telemetry.CallDuration.Enabled
            ? Measured(context, static s => s.continuation(s.request, s.context), (request, context, continuation))
            : continuation(request, context);

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    ) =>
        await Measured(
            context,
            static async s =>
            {
                await s.continuation(s.request, s.responseStream, s.context);
                return true;
            },
            (request, responseStream, context, continuation)
        );

    private static async Task<T> Measured<T, TState>(ServerCallContext context, Func<TState, Task<T>> call, TState state)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Telemetry.Source.StartActivity(context.Method[1..], ActivityKind.Internal);
        activity?.SetTag("rpc.system", "grpc");
        activity?.SetTag("rpc.method", context.Method[1..]);
        var code = StatusCode.OK;
        try
        {
            return await call(state);
        }
        catch (RpcException e)
        {
            code = e.StatusCode;
            activity?.SetStatus(ActivityStatusCode.Error, e.StatusCode.ToString());
            throw;
        }
        finally
        {
            activity?.SetTag("rpc.grpc.status_code", (int)code);
            Telemetry.CallDuration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new("rpc.method", context.Method[1..]),
                new("rpc.grpc.status_code", (int)code)
            );
        }
    }
}
