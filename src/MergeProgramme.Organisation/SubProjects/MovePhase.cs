using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>A decision on a mandate moves the phase of its sub-project.</summary>
internal sealed class MovePhase(MandatesService.MandatesServiceClient mandates) : IEventConsumer
{
    private const string Decided = "mandates.mandate.decided";

    public string Name => "organisation.move-phase";

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        mandates.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (e.Type != Decided)
            return;
        var mandate = e.Data.Unpack<Mandate>();
        var name = ResourceNames.Parent(mandate.Name);
        var phase = await session.FindAsync<SubProjectPhase>("SELECT phase FROM sub_projects WHERE name = @name", new { name });
        // A sub-project that is not here has phase 0, which no verdict moves.
        if (PhaseRule.After(phase, mandate.Decision.DecisionPoint, mandate.Decision.Verdict) is not { } next)
            return;
        await session.ExecuteAsync(
            "UPDATE sub_projects SET phase = @next, phase_source = @Source, etag = @Etag WHERE name = @name",
            new
            {
                name,
                next,
                Source = mandate.Name,
                Etag = Etags.New(),
            }
        );
        var moved = await SubProjectTable.GetAsync(session, name, NorwegianTime.DateIn(session.Now));
        session.Append("organisation.subProject.phaseMoved", name, moved);
    }
}
