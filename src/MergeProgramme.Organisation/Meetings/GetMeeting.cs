using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> GetMeeting(GetMeetingRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MeetingTable.GetAsync(session, request.Name), context.CancellationToken);
}
