using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<MeetingSeries> GetMeetingSeries(GetMeetingSeriesRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MeetingSeriesTable.GetAsync(session, request.Name), context.CancellationToken);
}
