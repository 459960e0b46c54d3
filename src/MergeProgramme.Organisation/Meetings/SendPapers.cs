using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> SendPapers(SendPapersRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, _) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                List<Violation> broken = [.. MeetingRules.CheckOpen(current)];
                if (broken.Count == 0 && current.Agenda.Count == 0)
                    broken.Add(new(current.Name, "PAPERS_WITHOUT_AGENDA"));
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                var meeting = current.Clone();
                meeting.State = MeetingState.PapersSent;
                meeting.PapersSentDate = NorwegianTime.DateIn(session.Now).ToDate();
                await MeetingTable.UpdateAsync(session, meeting, current.Etag);
                return await MeetingTable.SayAsync(session, "organisation.meeting.papersSent", meeting.Name);
            }
        );
}
