using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Localisation;
using Microsoft.Extensions.Logging;
using Status = Google.Rpc.Status;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Turns a <see cref="Problem"/> into a google.rpc.Status (AIP-193) in the caller's language, and anything unexpected into a reference to the log.</summary>
public sealed class ErrorInterceptor(ViolationTexts texts, ILogger<ErrorInterceptor> log) : Interceptor
{
    private const string Domain = "mergeprogramme";

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
                return Refusal(problem, context.Method);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return new(new global::Grpc.Core.Status(StatusCode.Cancelled, "The call was cancelled."));
            case DatabaseBusyException:
                log.LogWarning(e, "{Method} found the database busy", context.Method);
                return new(new global::Grpc.Core.Status(StatusCode.Unavailable, "The database is busy. Try again."));
            default:
                var reference = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
                log.LogError(e, "{Method} failed unexpectedly, reference {Reference}", context.Method, reference);
                return new(
                    new global::Grpc.Core.Status(
                        StatusCode.Internal,
                        $"Something went wrong here, not in the request. Reference: {reference}"
                    )
                );
        }
    }

    private RpcException Refusal(Problem problem, string method)
    {
        var status = new Status { Code = (int)problem.Code };
        var localised = new List<string>();
        var bad = new BadRequest();
        var unmet = new PreconditionFailure();
        foreach (var violation in problem.Violations)
        {
            var text = texts.Of(method, violation, CultureInfo.CurrentUICulture);
            localised.Add(text);
            if (problem.Code == StatusCode.FailedPrecondition)
            {
                unmet.Violations.Add(
                    new PreconditionFailure.Types.Violation
                    {
                        Type = violation.Reason,
                        Subject = violation.Field,
                        Description = text,
                    }
                );
            }
            else
            {
                bad.FieldViolations.Add(
                    new BadRequest.Types.FieldViolation
                    {
                        Field = violation.Field,
                        Reason = violation.Reason,
                        Description = text,
                    }
                );
            }
        }
        // Status.message is for developers, in English (AIP-193); LocalizedMessage is for whoever the caller serves.
        status.Message = string.Join(
            " ",
            problem.Violations.Select(v => $"{v.Field}: {texts.Of(method, v, Languages.English)}").Take(20)
        );
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = Domain, Reason = problem.Reason }));
        status.Details.Add(
            Any.Pack(
                new LocalizedMessage
                {
                    Locale = CultureInfo.CurrentUICulture.Name,
                    Message = string.Join(" ", localised.Take(20)),
                }
            )
        );
        status.Details.Add(problem.Code == StatusCode.FailedPrecondition ? Any.Pack(unmet) : Any.Pack(bad));
        return status.ToRpcException();
    }
}
