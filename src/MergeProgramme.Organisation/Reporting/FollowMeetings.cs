using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>
/// A report follows its meeting: where a sub-project's steering group moves or cancels a meeting that the cadence has too, the occurrence is moved or
/// skipped with the same reason. What the rule does not allow is left for the office to see to, and so is what has been delivered.
/// </summary>
internal sealed class FollowMeetings(V1.OrganisationService.OrganisationServiceClient organisation) : IEventConsumer
{
    internal const string ConsumerName = "organisation.follow-meetings";

    public string Name => ConsumerName;

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        organisation.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (e.Type is not ("organisation.meeting.moved" or "organisation.meeting.cancelled"))
            return;
        var meeting = e.DataAs<Meeting>();
        var subProject = await session.FindAsync<string>(
            "SELECT sub_project FROM bodies WHERE name = @Body AND kind = @SteeringGroup",
            new { meeting.Body, BodyKind.SteeringGroup }
        );
        if (string.IsNullOrEmpty(subProject))
            return;
        await ProgrammeTable.LockAsync(session, ResourceNames.Programme(subProject));
        var called = meeting.OriginalDate ?? meeting.Date;
        var beside = await OccurrenceTable.OfAsync(session, subProject, NorwegianTime.DateIn(session.Now), called.ToDateOnly());
        var current =
            beside.All.FirstOrDefault(o => o.Meeting == meeting.Name)
            ?? beside.All.FirstOrDefault(o => o.Meeting.Length == 0 && !o.Skipped && o.MeetingDate.Equals(called));
        if (current is null || current.FirstSubmitTime is not null)
            return;
        var changed = current.Clone();
        changed.Meeting = meeting.Name;
        if (e.Type == "organisation.meeting.cancelled")
            (changed.Skipped, changed.Reason) = (true, meeting.CancelReason);
        else
            (changed.MeetingDate, changed.Reason) = (meeting.Date, meeting.MoveReason);
        if ((changed.Skipped && current.Report.Length > 0) || OccurrenceRules.Check(changed, beside.All).Any())
            return;
        await OccurrenceTable.ChangeAsync(session, current, changed, beside.Cadence);
    }
}
