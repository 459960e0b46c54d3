using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Refuses a request that breaks what its proto says, before the service sees it.</summary>
public sealed class ValidationInterceptor(RequestRules rules) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        Check(request);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Check(request);
        return continuation(request, responseStream, context);
    }

    private void Check(object request)
    {
        // Health and reflection have messages of their own, which state no rules and pass.
        if (request is IMessage message && rules.Check(message) is { Count: > 0 } violations)
            throw Problem.Invalid(violations);
    }
}
