using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>Measures tolerances anew when what they follow from in this module has changed: plan, budget, deliverables.</summary>
internal sealed class FollowForecasts(MandatesServiceClient mandates) : IEventConsumer
{
    public string Name => "mandates.follow-forecasts";

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        mandates.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (DimensionOf(e.Type) is { } dimension)
            await MeasureTolerances.RunAsync(session, ResourceNames.Programme(e.Subject), [dimension], Nothing);
    }

    // What benefits knows is of no dimension here.
    private static readonly Dictionary<string, Measured> Nothing = [];

    private static ToleranceDimension? DimensionOf(string type) =>
        type.Split('.') is not [_, var thing, _]
            ? null
            : thing switch
            {
                // A decision completes its decision point, and an agreement is a link of the plan.
                "milestone" or "mandate" or "dependencyAgreement" => ToleranceDimension.Time,
                "budgetLine" or "forecast" => ToleranceDimension.Cost,
                "deliverable" => ToleranceDimension.Scope,
                _ => null,
            };
}

/// <summary>Notes where measures have changed: the tolerances of benefit are measured anew, outside of this write.</summary>
internal sealed class FollowMeasures(BenefitsServiceClient benefits) : IEventConsumer
{
    public string Name => "mandates.follow-measures";

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        benefits.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (e.Type.StartsWith("benefits.measure.", StringComparison.Ordinal))
            await ToleranceTable.SetDueAsync(session, ResourceNames.Programme(e.Subject));
    }
}
