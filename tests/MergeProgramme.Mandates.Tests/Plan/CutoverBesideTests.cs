using Grpc.Core;
using MergeProgramme.Mandates.Pages.Plan;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Mandates.Tests.Plan;

public sealed class CutoverBesideTests
{
    private static readonly DateOnly Today = new(2019, 6, 1);

    [Fact]
    public void Each_cut_over_is_a_mark_on_its_day()
    {
        CutoverPlan[] plans =
        [
            new()
            {
                Name = "programmes/x/cutoverPlans/a",
                Title = "Gått",
                CutoverDate = Today.AddDays(-1).ToDate(),
                Verdict = CutoverVerdict.Go,
                SlackDays = 30,
            },
            new()
            {
                Name = "programmes/x/cutoverPlans/b",
                Title = "Glemt",
                CutoverDate = Today.AddDays(-1).ToDate(),
            },
            new()
            {
                Name = "programmes/x/cutoverPlans/c",
                Title = "Umulig",
                CutoverDate = Today.AddDays(400).ToDate(),
                Verdict = CutoverVerdict.Go,
                SlackDays = -3,
            },
        ];
        var row = CutoverBeside.Row(plans, "Omlegginger", Today);
        Assert.Equal(
            [("Gått", true, false), ("Glemt", false, true), ("Umulig", false, false)],
            row.Bars.Select(b => (b.Title, b.DoneDate is not null, b.Late))
        );
        Assert.Equal((3, 1), (row.TotalCount, CutoverBeside.Behind(plans)));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.NotFound)]
    public async Task While_procurement_does_not_answer_there_is_none(StatusCode code) =>
        Assert.Empty(await CutoverBeside.PlansAsync(new(new Away(code)), "programmes/x", CancellationToken.None));

    private sealed class Away(StatusCode code) : CallInvoker
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) =>
            new(
                Task.FromException<TResponse>(new RpcException(new Status(code, ""))),
                Task.FromResult(new Metadata()),
                () => new Status(code, ""),
                () => [],
                () => { }
            );

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new NotSupportedException();
    }
}
