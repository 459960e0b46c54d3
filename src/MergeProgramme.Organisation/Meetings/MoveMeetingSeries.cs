using System.Globalization;
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
    public override Task<ChangedMeetingSeries> MoveMeetingSeries(MoveMeetingSeriesRequest request, ServerCallContext context) =>
        request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    var (series, _, moves) = await PlanMoveAsync(session, request, context.Method, time.Today());
                    return Changed(
                        series,
                        moves.Select(m =>
                        {
                            var moved = m.Meeting.Clone();
                            moved.PapersSkippedDates.Clear();
                            (moved.Date, moved.StartTime, moved.EndTime) = (m.To.ToDate(), request.StartTime, request.EndTime);
                            moved.Place = request.Place;
                            return MeetingTable.Complete(moved);
                        })
                    );
                },
                context.CancellationToken
            )
            : database.WriteAsync(
                request,
                context,
                async session =>
                {
                    await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                    var (series, body, moves) = await PlanMoveAsync(
                        session,
                        request,
                        context.Method,
                        NorwegianTime.DateIn(session.Now)
                    );
                    foreach (var (meeting, to) in moves)
                    {
                        var current = await MeetingTable.GetAsync(session, meeting.Name);
                        await MoveAsync(
                            session,
                            current,
                            body,
                            new MoveMeetingRequest
                            {
                                Date = to.ToDate(),
                                StartTime = request.StartTime,
                                EndTime = request.EndTime,
                                Place = request.Place,
                                Reason = request.Reason,
                            },
                            "day_of_week"
                        );
                    }
                    (series.StartTime, series.EndTime, series.Place) = (request.StartTime, request.EndTime, request.Place);
                    await MeetingSeriesTable.UpdateAsync(session, series);
                    session.Append("organisation.meetingSeries.updated", series.Name, series);
                    return Changed(series, await MeetingTable.OfBodyAsync(session, body.Name), moves.Select(m => m.Meeting.Name));
                }
            );

    // The meetings with the days to which they go; refused with the days of those that cannot, or must be asked about.
    private async Task<(MeetingSeries Series, Body Body, List<(Meeting Meeting, DateOnly To)> Moves)> PlanMoveAsync(
        Session session,
        MoveMeetingSeriesRequest request,
        string method,
        DateOnly today
    )
    {
        var series = await MeetingSeriesTable.GetAsync(session, request.Name);
        var body = await BodyTable.GetAsync(session, ResourceNames.Parent(series.Name));
        List<Violation> violations = [.. MeetingRules.CheckTimes("", "start_date", today, request.StartTime, request.EndTime)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        var from = request.StartDate.ToDateOnly() is { } first && first > today ? first : today;
        DayOfWeek? day = request.DayOfWeek == Google.Type.DayOfWeek.Unspecified ? null : (DayOfWeek)((int)request.DayOfWeek % 7);
        var coming = SeriesMove.Coming(await MeetingTable.OfBodyAsync(session, body.Name), series.Name, from);
        if (coming.Count == 0)
            throw Problem.Precondition(series.Name, "SERIES_HAS_NO_COMING", NorwegianTime.Format(from));
        var moves = coming
            .ConvertAll(m => (Meeting: m, To: SeriesMove.Day(m.Date.ToDateOnly()!.Value, day, series.HolidayRule)))
            .FindAll(m => SeriesMove.Changes(m.Meeting, m.To, request.StartTime, request.EndTime, request.Place));
        List<Violation> broken =
        [
            .. SeriesMove.Check(moves, request.AcceptPapersDue, today).Select(b => InSeries(b.Meeting, b.Broken, method)),
            .. moves.SelectMany(m =>
                m.To is { } to
                    ? MeetingRules.CheckAgainst(body, m.Meeting.Name, to).Select(b => InSeries(m.Meeting, b, method))
                    : []
            ),
        ];
        if (broken.Count > 0)
            throw Problem.Precondition(broken.Take(MostNamedInRefusal));
        return (series, body, moves.ConvertAll(m => (m.Meeting, m.To!.Value)));
    }

    private Violation InSeries(Meeting meeting, Violation broken, string method) =>
        new(
            meeting.Name,
            "MEETING_IN_SERIES",
            NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value),
            texts.Of(method, broken, CultureInfo.CurrentUICulture)
        );

    private static ChangedMeetingSeries Changed(MeetingSeries series, IEnumerable<Meeting> meetings) =>
        new() { MeetingSeries = series, Meetings = { meetings } };

    private static ChangedMeetingSeries Changed(
        MeetingSeries series,
        IEnumerable<Meeting> meetings,
        IEnumerable<string> changed
    ) => Changed(series, meetings.IntersectBy(changed, m => m.Name, StringComparer.Ordinal));
}
