using System.Diagnostics;
using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Probe.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Platform.Tests.Grpc;

/// <summary>In-process and h2c do the same, whatever the call does.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private ProbeHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProbeHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, CombinatorialTransports]
    public async Task The_answer_comes_back(Transport transport)
    {
        var answer = await host.Client(transport).AskAsync(new() { Text = "hei" }, [new("question", "where")]);
        Assert.Equal("hei", answer.Text);
        Assert.Equal("where", answer.Seen[0]);
        Assert.Equal("/mergeprogramme.probe.v1.ProbeService/Ask", answer.Seen[4]);
    }

    [Theory, CombinatorialTransports]
    public void A_blocking_call_answers_too(Transport transport) =>
        Assert.Equal("hei", host.Client(transport).Ask(new() { Text = "hei" }).Text);

    [Theory, CombinatorialTransports]
    public async Task No_reference_crosses_the_boundary(Transport transport)
    {
        var request = new AskRequest { Text = "hei" };
        var answer = await host.Client(transport).AskAsync(request);
        request.Text = "changed afterwards";
        answer.Text = "changed too";

        Assert.Equal("hei", host.Service.Received!.Text);
        Assert.Equal("hei", host.Service.Answered!.Text);
    }

    [Theory, CombinatorialTransports]
    public async Task The_caller_the_language_and_the_trace_come_along(Transport transport)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is Telemetry.Name or "probe" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("probe");
        using var activity = source.StartActivity("page");
        Caller.Set(Caller.Internal("kari"));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");

        var answer = await host.Client(transport).AskAsync(new());

        Assert.Equal(["system:kari", "en", activity!.TraceId.ToString()], answer.Seen.Skip(1).Take(3));
    }

    [Fact]
    public async Task A_caller_that_nobody_sealed_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(Transport.H2c).AskAsync(new(), [new(CallerSeal.Header, "person:boss")])
        );
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Theory, CombinatorialTransports]
    public async Task A_refusal_says_what_to_mend(Transport transport)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nb-NO");
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Behaviour = "refuse" })
        );
        var status = refusal.GetRpcStatus()!;

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal("text: Must be filled in.", status.Message);
        Assert.Equal("INVALID_ARGUMENT", status.GetDetail<ErrorInfo>()!.Reason);
        Assert.Equal("Må fylles ut.", status.GetDetail<LocalizedMessage>()!.Message);
        var violation = Assert.Single(status.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal(("text", "REQUIRED", "Må fylles ut."), (violation.Field, violation.Reason, violation.Description));
    }

    [Theory, CombinatorialTransports]
    public async Task What_breaks_inside_stays_inside(Transport transport)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Behaviour = "break" })
        );
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.Contains("Reference: ", failure.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory, CombinatorialTransports]
    public async Task A_status_set_without_throwing_counts(Transport transport)
    {
        using var call = host.Client(transport).AskAsync(new() { Behaviour = "status" });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.OutOfRange, "Too far."), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(StatusCode.OutOfRange, call.GetStatus().StatusCode);
    }

    [Theory, CombinatorialTransports]
    public async Task Trailers_of_a_failure_are_those_sent_and_those_thrown(Transport transport)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Behaviour = "throw-status" })
        );
        Assert.Equal(StatusCode.DataLoss, failure.StatusCode);
        Assert.Equal(("before", "with"), (failure.Trailers.GetValue("sent"), failure.Trailers.GetValue("thrown")));
    }

    [Theory, CombinatorialTransports]
    public async Task No_message_is_a_failure(Transport transport)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Behaviour = "nothing" })
        );
        Assert.Equal((StatusCode.Cancelled, "No message returned from method."), (failure.StatusCode, failure.Status.Detail));
    }

    [Theory, CombinatorialTransports]
    public async Task Headers_and_trailers_come_along(Transport transport)
    {
        using var call = host.Client(transport).AskAsync(new() { Behaviour = "headers" });
        Assert.Equal("yes", (await call.ResponseHeadersAsync).GetValue("early"));
        await call;
        Assert.Equal("yes", call.GetTrailers().GetValue("late"));
        Assert.Equal([1, 2, 3], call.GetTrailers().GetValueBytes("bytes-bin"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.InProcess, "wait")]
    [InlineData(Transport.InProcess, "deaf")]
    [InlineData(Transport.H2c, "wait")]
    [InlineData(Transport.H2c, "deaf")]
    public async Task A_deadline_ends_the_call_even_if_the_service_does_not_listen(Transport transport, string behaviour)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Behaviour = behaviour }, deadline: DateTime.UtcNow.AddMilliseconds(150))
        );
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Theory, CombinatorialTransports]
    public async Task A_passed_deadline_never_reaches_the_service(Transport transport)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client(transport).AskAsync(new() { Text = "late" }, deadline: DateTime.UtcNow.AddSeconds(-1))
        );
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Null(host.Service.Received);
    }

    [Theory, CombinatorialTransports]
    public async Task Cancelling_reaches_the_service_and_the_caller(Transport transport)
    {
        using var cancellation = new CancellationTokenSource();
        using var call = host.Client(transport).AskAsync(new() { Behaviour = "wait" }, cancellationToken: cancellation.Token);
        while (host.Service.Received is null)
            await Task.Yield();
        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await host.Service.Cancelled.Task;
    }

    [Theory, CombinatorialTransports]
    public async Task A_stream_brings_every_message_and_its_trailers(Transport transport)
    {
        using var call = host.Client(transport).Count(new() { To = 100 });
        var numbers = new List<int>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
            numbers.Add(message.Number);
        Assert.Equal(Enumerable.Range(1, 100), numbers);
        Assert.Equal("100", call.GetTrailers().GetValue("counted"));
    }

    [Theory, CombinatorialTransports]
    public async Task A_stream_that_breaks_has_brought_what_came_before(Transport transport)
    {
        using var call = host.Client(transport).Count(new() { To = 5, Behaviour = "break" });
        var numbers = new List<int>();
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var message in call.ResponseStream.ReadAllAsync())
                numbers.Add(message.Number);
        });
        Assert.Equal([1, 2], numbers);
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("count", Assert.Single(failure.GetRpcStatus()!.GetDetail<PreconditionFailure>()!.Violations).Subject);
    }

    [Theory, CombinatorialTransports]
    public async Task Leaving_a_stream_tells_the_service(Transport transport)
    {
        using (var call = host.Client(transport).Count(new() { To = 1, Behaviour = "stay" }))
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        await host.Service.Cancelled.Task;
    }

    [Fact]
    public async Task A_method_that_nobody_serves_is_unimplemented()
    {
        var empty = new Probe.V1.ProbeService.ProbeServiceClient(new InProcessCallInvoker(new InProcessServer([])));
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await empty.AskAsync(new()));
        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private sealed class CombinatorialTransportsAttribute() : Xunit.v3.DataAttribute
    {
        public override bool SupportsDiscoveryEnumeration() => true;

        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
            System.Reflection.MethodInfo testMethod,
            Xunit.Sdk.DisposalTracker disposalTracker
        ) => new([new TheoryDataRow(Transport.InProcess), new TheoryDataRow(Transport.H2c)]);
    }
}
