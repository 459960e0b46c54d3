using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Probe.V1;

namespace MergeProgramme.Platform.Tests.Grpc;

/// <summary>Does what it is asked to, so that both transports can be held against each other.</summary>
internal sealed class ProbeService : Probe.V1.ProbeService.ProbeServiceBase
{
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AskRequest? Received { get; private set; }

    public AskResponse? Answered { get; private set; }

    public override async Task<AskResponse> Ask(AskRequest request, ServerCallContext context)
    {
        Received = request;
        switch (request.Behaviour)
        {
            case "refuse":
                throw Problem.Invalid("text", "REQUIRED");
            case "break":
                throw new InvalidOperationException("A secret of the inside.");
            case "status":
                context.Status = new Status(StatusCode.OutOfRange, "Too far.");
                break;
            case "throw-status":
                context.ResponseTrailers.Add("sent", "before");
                throw new RpcException(new Status(StatusCode.DataLoss, "Gone."), [new("thrown", "with")]);
            case "nothing":
                return null!;
            case "wait":
                try
                {
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }
                catch (OperationCanceledException)
                {
                    Cancelled.TrySetResult();
                    throw;
                }
                break;
            case "deaf":
                await Cancelled.Task;
                break;
            case "headers":
                await context.WriteResponseHeadersAsync([new("early", "yes")]);
                context.ResponseTrailers.Add("late", "yes");
                context.ResponseTrailers.Add("bytes-bin", [1, 2, 3]);
                break;
        }
        Answered = new AskResponse { Text = request.Text };
        Answered.Seen.Add(context.RequestHeaders.GetValue("question") ?? "");
        Answered.Seen.Add(Caller.Current.Id);
        Answered.Seen.Add(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        Answered.Seen.Add(Activity.Current?.TraceId.ToString() ?? "");
        Answered.Seen.Add(context.Method);
        return Answered;
    }

    public override async Task Count(
        CountRequest request,
        IServerStreamWriter<CountResponse> responseStream,
        ServerCallContext context
    )
    {
        var reused = new CountResponse();
        for (var i = 1; i <= request.To; i++)
        {
            reused.Number = i;
            await responseStream.WriteAsync(reused, context.CancellationToken);
            if (request.Behaviour == "break" && i == 2)
                throw Problem.Precondition("count", "REQUIRED");
        }
        if (request.Behaviour == "stay")
        {
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled.TrySetResult();
                throw;
            }
        }
        context.ResponseTrailers.Add("counted", request.To.ToString(CultureInfo.InvariantCulture));
    }
}
