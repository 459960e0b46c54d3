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
    public override Task<MeetingSeries> CreateMeetingSeries(CreateMeetingSeriesRequest request, ServerCallContext context) =>
        request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                    MeetingSeriesTable.Checked(await BodyTable.GetAsync(session, request.Parent), request.MeetingSeries),
                context.CancellationToken
            )
            : database.WriteAsync(
                request,
                context,
                async session =>
                {
                    await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                    var body = await BodyTable.GetAsync(session, request.Parent);
                    var series = MeetingSeriesTable.Checked(body, request.MeetingSeries);
                    series.Name = $"{body.Name}/meetingSeries/{Guid.CreateVersion7(session.Now):N}";
                    await MeetingSeriesTable.InsertAsync(session, body, series);
                    foreach (var date in series.Dates.Where(d => d.Date is not null))
                    {
                        var meeting = await MeetingTable.InsertAsync(
                            session,
                            body,
                            MeetingSeriesTable.Of(series, date),
                            series.Name,
                            "meeting_series.start_time"
                        );
                        session.Append("organisation.meeting.created", meeting.Name, meeting);
                    }
                    session.Append("organisation.meetingSeries.created", series.Name, series);
                    return series;
                }
            );
}
