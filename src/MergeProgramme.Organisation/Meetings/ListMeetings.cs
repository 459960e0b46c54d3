using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListMeetingsResponse> ListMeetings(ListMeetingsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var ofAll = ResourceNames.Id(request.Parent) == "-";
                var programme = ResourceNames.Programme(request.Parent);
                if (ofAll)
                    await ProgrammeTable.RequireAsync(session, programme);
                else
                    await BodyTable.GetAsync(session, request.Parent);
                var page = Page.Of(request);
                var meetings = await session.QueryAsync<Meeting>(
                    $"""
                    {MeetingTable.Select}
                    WHERE m.programme = @programme AND (@Body = '' OR m.body = @Body)
                        AND (@From = '' OR m.date >= @From) AND (@To = '' OR m.date <= @To)
                        AND (m.date, m.start_time, m.name) > (@AfterDate, @AfterTime, @AfterName)
                    ORDER BY m.date, m.start_time, m.name LIMIT @Limit
                    """,
                    new
                    {
                        programme,
                        Body = ofAll ? "" : request.Parent,
                        From = Iso(request.StartDate),
                        To = Iso(request.EndDate),
                        AfterDate = page.Key(0),
                        AfterTime = page.Number(1, first: -1),
                        AfterName = page.Key(2),
                        page.Limit,
                    }
                );
                var response = new ListMeetingsResponse();
                response.NextPageToken = page.Fill(
                    meetings,
                    response.Meetings,
                    m =>
                        [
                            Iso(m.Date),
                            (m.StartTime.Hours * 60 + m.StartTime.Minutes).ToString(CultureInfo.InvariantCulture),
                            m.Name,
                        ]
                );
                foreach (var meeting in response.Meetings)
                    MeetingTable.Complete(meeting);
                return response;
            },
            context.CancellationToken
        );

    // As it stands in columns; empty where there is none.
    private static string Iso(Google.Type.Date? date) =>
        date.ToDateOnly()?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
