using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Security;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Turns a <see cref="Problem"/> into a google.rpc.Status (AIP-193) in the caller's language, and anything unexpected into a reference to the log.</summary>
public sealed class ErrorInterceptor(ViolationTexts texts, SecurityLog security, ILogger<ErrorInterceptor> log) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            var answer = continuation(request, context);
            // Most calls end well at once: they need no state machine to wait in.
            return answer.IsCompletedSuccessfully ? answer : Awaited(answer, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            return Task.FromException<TResponse>(Translate(e, context));
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception e)
            when (e is InvalidProtocolBufferException or InvalidDataException or RpcException { StatusCode: StatusCode.Internal })
        {
            // Such a method reads its messages itself.
            throw Refusal(Problem.Unreadable("protobuf"), context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    private async Task<TResponse> Awaited<TResponse>(Task<TResponse> answer, ServerCallContext context)
    {
        try
        {
            return await answer;
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    private RpcException Translate(Exception e, ServerCallContext context)
    {
        switch (e)
        {
            case Problem problem:
                Tell(problem, context);
                return Refusal(problem, context);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return new(new Status(StatusCode.Cancelled, "The call was cancelled."));
            case DatabaseBusyException:
                log.LogWarning(e, "{Method} found the database busy", context.Method);
                return new(new Status(StatusCode.Unavailable, "The database is busy. Try again."));
            default:
                var reference = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
                log.LogError(e, "{Method} failed unexpectedly, reference {Reference}", context.Method, reference);
                return new(
                    new Status(StatusCode.Internal, $"Something went wrong here, not in the request. Reference: {reference}")
                );
        }
    }

    private void Tell(Problem problem, ServerCallContext context)
    {
        // A token that was refused has been told of where it was read.
        if (problem.IsRefusedAccess && problem != Caller.Current.Refused)
        {
            security.AccessRefused(
                context.Method,
                problem.Code == StatusCode.NotFound ? "hidden" : problem.Violations[0].Reason,
                Caller.Current,
                SecurityLog.AddressOf(context)
            );
        }
    }

    private RpcException Refusal(Problem problem, ServerCallContext context) =>
        ProblemStatus.Of(problem, context.Method, texts, CultureInfo.CurrentUICulture).ToRpcException();
}
