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
    public override Task<ChangedMeetingSeries> EndMeetingSeries(EndMeetingSeriesRequest request, ServerCallContext context) =>
        request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    var (series, ending) = await PlanEndAsync(session, request, time.Today());
                    return Changed(series, ending);
                },
                context.CancellationToken
            )
            : database.WriteAsync(
                request,
                context,
                async session =>
                {
                    await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                    var (series, ending) = await PlanEndAsync(session, request, NorwegianTime.DateIn(session.Now));
                    List<Meeting> cancelled = [];
                    foreach (var meeting in ending)
                    {
                        var current = await MeetingTable.GetAsync(session, meeting.Name);
                        await CancelAsync(session, current, request.Reason);
                        cancelled.Add((await MeetingTable.FindAsync(session, meeting.Name))!);
                    }
                    series.LastDate = request.LastDate;
                    await MeetingSeriesTable.UpdateAsync(session, series);
                    series = await MeetingSeriesTable.GetAsync(session, series.Name);
                    session.Append("organisation.meetingSeries.updated", series.Name, series);
                    return Changed(series, cancelled);
                }
            );

    private static async Task<(MeetingSeries Series, List<Meeting> Ending)> PlanEndAsync(
        Session session,
        EndMeetingSeriesRequest request,
        DateOnly today
    )
    {
        var series = await MeetingSeriesTable.GetAsync(session, request.Name);
        var last = request.LastDate.ToDateOnly()!.Value;
        if (last < today.AddDays(-1))
            throw Problem.Invalid("last_date", "SERIES_ENDS_IN_PAST", NorwegianTime.Format(today));
        if (last >= series.LastDate.ToDateOnly())
            throw Problem.Invalid("last_date", "SERIES_ENDS_ALREADY", NorwegianTime.Format(series.LastDate.ToDateOnly()!.Value));
        var body = ResourceNames.Parent(series.Name);
        return (series, SeriesMove.Coming(await MeetingTable.OfBodyAsync(session, body), series.Name, last.AddDays(1)));
    }
}
