using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MergeProgramme.Platform.Grpc;

/// <summary>
/// The methods that this process serves, each wrapped in the interceptors that it also has over the wire. Generated
/// <c>BindService</c> fills it; <see cref="InProcessCallInvoker"/> calls from it.
/// </summary>
/// <param name="interceptors">Outermost first, as in <c>GrpcServiceOptions.Interceptors</c>.</param>
public sealed class InProcessServer(IEnumerable<Interceptor> interceptors) : ServiceBinderBase
{
    private readonly Interceptor[] interceptors = [.. interceptors];
    private readonly Dictionary<string, Delegate> methods = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse>? handler
    )
    {
        var pipeline = handler!;
        for (var i = interceptors.Length - 1; i >= 0; i--)
        {
            var (interceptor, next) = (interceptors[i], pipeline);
            pipeline = (request, context) => interceptor.UnaryServerHandler(request, context, next);
        }
        methods.Add(method.FullName, pipeline);
    }

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler
    )
    {
        var pipeline = handler!;
        for (var i = interceptors.Length - 1; i >= 0; i--)
        {
            var (interceptor, next) = (interceptors[i], pipeline);
            pipeline = (request, stream, context) => interceptor.ServerStreamingServerHandler(request, stream, context, next);
        }
        methods.Add(method.FullName, pipeline);
    }

    /// <summary>Not carried in-process: no contract here streams from the client.</summary>
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler
    ) => throw new NotSupportedException($"{method.FullName} streams from the client, which is not carried in-process.");

    /// <summary>Not carried in-process: no contract here streams both ways.</summary>
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler
    ) => throw new NotSupportedException($"{method.FullName} streams both ways, which is not carried in-process.");

    /// <summary>The handler of a method with its interceptors.</summary>
    /// <exception cref="RpcException">UNIMPLEMENTED, as over the wire, where nothing serves it.</exception>
    internal TDelegate Find<TDelegate>(string fullName)
        where TDelegate : Delegate =>
        methods.TryGetValue(fullName, out var handler)
            ? (TDelegate)handler
            : throw new RpcException(new Status(StatusCode.Unimplemented, "Service is unimplemented."));
}
