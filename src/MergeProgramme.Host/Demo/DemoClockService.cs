using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>The demo clock over gRPC and REST.</summary>
internal sealed class DemoClockService(DemoClock clock) : Platform.V1.DemoClockService.DemoClockServiceBase
{
    private const int FurthestDays = 20 * 365;

    public override Task<Clock> GetClock(GetClockRequest request, ServerCallContext context) => Task.FromResult(Now());

    public override Task<Clock> AdvanceClock(AdvanceClockRequest request, ServerCallContext context)
    {
        if (clock.AdvancedDays + request.Days > FurthestDays)
            throw Problem.Precondition("clock", "CLOCK_TOO_FAR", FurthestDays);
        clock.Advance(request.Days);
        return Task.FromResult(Now());
    }

    private Clock Now() => new() { Now = clock.GetUtcNow().ToTimestamp(), AdvancedDays = clock.AdvancedDays };
}
