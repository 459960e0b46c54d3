using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Meetings;

[Collection("hosts")]
public sealed class MeetingTests(SharedHosts hosts)
{
    private static readonly DateOnly Today = TimeProvider.System.Today();

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_with_its_papers_due_date_and_expected_quorum(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, _) = await office.BoardAsync();
        var created = await office.MeetingAsync(body, Office.Day(2018, 4, 3), m => m.Note = "Ta med\nregnskapet");

        Assert.Equal($"{body.Name}/meetings/2018-04-03", created.Name);
        Assert.Equal((MeetingState.Planned, "Prosjektstyret for A4"), (created.State, created.BodyDisplayName));
        // Tuesday after Easter 2018: two working days before is Tuesday of the week before.
        Assert.Equal(Office.Day(2018, 3, 27), created.PapersDueDate);
        Assert.Equal(5, created.PapersSkippedDates.Count);
        Assert.Equal(
            new Quorum
            {
                Members = 5,
                Required = 3,
                Present = 5,
                Met = true,
            },
            created.Quorum
        );
        Assert.Equal("18/1", created.NextCaseNumber);
        Assert.Equal(created, await office.Client.GetMeetingAsync(new() { Name = created.Name }));
        var log = await office.Client.ListEventsAsync(new() { Subject = created.Name });
        Assert.Equal(["organisation.meeting.created"], log.Events.Select(e => e.Type));
    }

    [Theory, MemberData(nameof(All))]
    public async Task They_are_listed_by_date_and_time_in_pages_of_one_body_or_all(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, committee) = (await office.BodyAsync(), await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee));
        await office.MeetingAsync(board, Office.Day(2018, 1, 16));
        await office.MeetingAsync(board, Office.Day(2018, 1, 2), m => (m.StartTime, m.EndTime) = (Clock(13), null));
        await office.MeetingAsync(committee, Office.Day(2018, 1, 2));
        var ofAll = $"{office.Programme}/bodies/-";

        Assert.Equal(
            ["2018-01-02 9", "2018-01-02 13", "2018-01-16 9"],
            await ListedAsync(office, new() { Parent = ofAll, PageSize = 1 })
        );
        Assert.Equal(["2018-01-02 13", "2018-01-16 9"], await ListedAsync(office, new() { Parent = board.Name }));
        Assert.Equal(["2018-01-16 9"], await ListedAsync(office, new() { Parent = ofAll, StartDate = Office.Day(2018, 1, 3) }));
        Assert.Equal(
            ["2018-01-02 9", "2018-01-02 13"],
            await ListedAsync(office, new() { Parent = ofAll, EndDate = Office.Day(2018, 1, 2) })
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields_and_nothing_is_kept(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var body = await office.BodyAsync(change: b =>
            (b.StartDate, b.EndDate) = (Office.Day(2017, 9, 1), Office.Day(2019, 12, 31))
        );
        async Task RefusedAsync(Google.Type.Date date, Action<Meeting> change, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.MeetingAsync(body, date, change))
            );

        await RefusedAsync(Office.Day(2017, 8, 31), _ => { }, ("meeting.date", "MEETING_BEFORE_BODY"));
        await RefusedAsync(Office.Day(2020, 1, 1), _ => { }, ("meeting.date", "MEETING_AFTER_BODY"));
        await RefusedAsync(
            Office.Day(1899, 1, 1),
            _ => { },
            ("meeting.date", "MEETING_YEAR"),
            ("meeting.date", "MEETING_BEFORE_BODY")
        );
        await RefusedAsync(
            Office.Day(2018, 1, 1),
            m => (m.StartTime, m.PapersDayKind) = (Clock(24), PapersDayKind.Unspecified),
            ("meeting.start_time", "TIME_IMPOSSIBLE"),
            ("meeting.papers_day_kind", "REQUIRED")
        );
        await RefusedAsync(Office.Day(2018, 1, 1), m => m.EndTime = Clock(9), ("meeting.end_time", "ENDS_BEFORE_IT_BEGINS"));
        await RefusedAsync(
            Office.Day(2018, 1, 1),
            m => (m.PapersDays, m.Place) = (61, new string('x', 201)),
            ("meeting.place", "TEXT_TOO_LONG"),
            ("meeting.papers_days", "OUT_OF_RANGE")
        );
        await office.MeetingAsync(body, Office.Day(2018, 1, 1));
        Assert.Equal(
            [("meeting.start_time", "MEETING_TWICE")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => office.MeetingAsync(body, Office.Day(2018, 1, 1)))
        );
        Assert.Single(await ListedAsync(office, new() { Parent = body.Name }));

        body.EndDate = Office.Day(2017, 12, 31);
        Assert.Equal(
            [($"{body.Name}/meetings/2018-01-01", "MEETING_OUTSIDE_BODY")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.UpdateBodyAsync(new() { Body = body })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_move_takes_the_papers_with_it_and_asks_where_they_are_due(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var meeting = await office.MeetingAsync(
            body,
            Today.AddDays(30).ToDate(),
            m => (m.PapersDays, m.PapersDayKind) = (5, PapersDayKind.CalendarDays)
        );
        // Leaves before the new day: absence that was announced for the old one goes with them.
        await office.Client.RecordAttendanceAsync(
            new()
            {
                Name = meeting.Name,
                Attendances =
                {
                    new Attendance { Person = persons[1].Name, Status = AttendanceStatus.Excused },
                },
            }
        );

        var moved = await office.Client.MoveMeetingAsync(Move(meeting, Today.AddDays(40)));
        Assert.Equal((Today.AddDays(40).ToDate(), Today.AddDays(35).ToDate()), (moved.Date, moved.PapersDueDate));
        Assert.Equal((meeting.Date, "Leder er syk", 1), (moved.OriginalDate, moved.MoveReason, moved.CalendarSequence));
        Assert.Equal((meeting.Name, meeting.CalendarUid), (moved.Name, moved.CalendarUid));

        Assert.Equal([(meeting.Name, "PAPERS_DUE_IN_PAST")], await RefusedAsync(Move(meeting, Today.AddDays(3))));
        var accepted = await office.Client.MoveMeetingAsync(Move(meeting, Today.AddDays(3), accept: true));
        Assert.Equal(Today.AddDays(-2).ToDate(), accepted.PapersDueDate);
        Assert.Equal([(meeting.Name, "PAPERS_ALREADY_DUE")], await RefusedAsync(Move(meeting, Today.AddDays(50))));

        await office.AgendaAsync(accepted, Item("Mandat"));
        var sent = await office.Client.SendPapersAsync(new() { Name = meeting.Name });
        Assert.Equal((MeetingState.PapersSent, Today.ToDate()), (sent.State, sent.PapersSentDate));
        Assert.Equal([(meeting.Name, "PAPERS_ALREADY_SENT")], await RefusedAsync(Move(meeting, Today.AddDays(50))));
        // The notice is for another day now: it is to be sent again.
        var again = await office.Client.MoveMeetingAsync(Move(meeting, Today.AddDays(50), accept: true));
        Assert.Equal(MeetingState.Planned, again.State);
        Assert.Null(again.PapersSentDate);
        Assert.Equal(meeting.Date, again.OriginalDate);

        async Task<IReadOnlyList<(string, string)>> RefusedAsync(MoveMeetingRequest request) =>
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await office.Client.MoveMeetingAsync(request));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_of_place_grows_the_sequence_and_date_and_time_are_moved_only(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var meeting = await office.MeetingAsync(await office.BodyAsync(), Office.Day(2018, 1, 16));
        meeting.Place = "Spydeberg";
        meeting.Date = Office.Day(2019, 1, 1);
        var updated = await office.Client.UpdateMeetingAsync(new() { Meeting = meeting });

        Assert.Equal(("Spydeberg", 1, Office.Day(2018, 1, 16)), (updated.Place, updated.CalendarSequence, updated.Date));
        Assert.Equal(
            [("update_mask", "MOVED_BY_MOVE_MEETING")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await office.Client.UpdateMeetingAsync(
                        new()
                        {
                            Meeting = updated,
                            UpdateMask = new() { Paths = { "date" } },
                        }
                    )
            )
        );
        // Somebody else was first.
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () =>
                await office.Client.CancelMeetingAsync(
                    new()
                    {
                        Name = meeting.Name,
                        Reason = "x",
                        Etag = meeting.Etag,
                    }
                )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nothing_more_happens_to_a_cancelled_meeting(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var meeting = await office.MeetingAsync(body, Office.Day(2018, 1, 16));
        await office.AgendaAsync(meeting, Item("Mandat"));
        var cancelled = await office.Client.CancelMeetingAsync(new() { Name = meeting.Name, Reason = "For få saker" });
        Assert.Equal(
            (MeetingState.Cancelled, "For få saker", 1),
            (cancelled.State, cancelled.CancelReason, cancelled.CalendarSequence)
        );

        foreach (
            var act in (Func<Task>[])
                [
                    async () => await office.Client.MoveMeetingAsync(Move(meeting, Today)),
                    async () => await office.Client.CancelMeetingAsync(new() { Name = meeting.Name, Reason = "Igjen" }),
                    async () => await office.Client.UpdateMeetingAsync(new() { Meeting = cancelled }),
                    async () => await office.Client.SendPapersAsync(new() { Name = meeting.Name }),
                    () => office.AgendaAsync(meeting),
                    () => office.HoldAsync(meeting, persons),
                    () => office.DecideAsync(meeting),
                    () => office.ApproveAsync(meeting, persons),
                ]
        )
            Assert.Equal(
                [(meeting.Name, "MEETING_IS_CANCELLED")],
                await Refusals.RefusedAsync(StatusCode.FailedPrecondition, act)
            );
        // The time is free for another one.
        Assert.EndsWith(
            "/2018-01-16-2",
            (await office.MeetingAsync(body, Office.Day(2018, 1, 16))).Name,
            StringComparison.Ordinal
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_series_is_seen_before_it_is_written_and_each_meeting_moves_alone(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var body = await office.BodyAsync(change: b => b.EndDate = Office.Day(2018, 12, 31));
        var asked = new CreateMeetingSeriesRequest
        {
            Parent = body.Name,
            ValidateOnly = true,
            MeetingSeries = new()
            {
                FirstDate = Office.Day(2018, 3, 19),
                LastDate = Office.Day(2018, 4, 30),
                IntervalDays = 14,
                HolidayRule = SeriesHolidayRule.NextWorkingDay,
                StartTime = Clock(9),
                PapersDays = 2,
                PapersDayKind = PapersDayKind.WorkingDays,
            },
        };
        var seen = await office.Client.CreateMeetingSeriesAsync(asked);
        Assert.Equal([19, 3, 16, 30], seen.Dates.Select(d => d.Date.Day));
        Assert.Empty(await ListedAsync(office, new() { Parent = body.Name }));

        asked.ValidateOnly = false;
        asked.RequestId = Guid.NewGuid().ToString();
        var series = await office.Client.CreateMeetingSeriesAsync(asked);
        Assert.Equal(series, await office.Client.CreateMeetingSeriesAsync(asked));
        Assert.Equal(series, await office.Client.GetMeetingSeriesAsync(new() { Name = series.Name }));
        Assert.Equal(seen.Dates, series.Dates);
        var meetings = (await office.Client.ListMeetingsAsync(new() { Parent = body.Name })).Meetings;
        Assert.Equal([19, 3, 16, 30], meetings.Select(m => m.Date.Day));
        Assert.All(meetings, m => Assert.Equal(series.Name, m.Series));
        await office.Client.CancelMeetingAsync(new() { Name = meetings[1].Name, Reason = "Påske" });
        await office.Client.MoveMeetingAsync(Move(meetings[2], new DateOnly(2018, 4, 17), accept: true));
        meetings = (await office.Client.ListMeetingsAsync(new() { Parent = body.Name })).Meetings;
        Assert.Equal([19, 3, 17, 30], meetings.Select(m => m.Date.Day));
        Assert.Equal(
            [MeetingState.Planned, MeetingState.Cancelled, MeetingState.Planned, MeetingState.Planned],
            meetings.Select(m => m.State)
        );

        asked.RequestId = "";
        Assert.Equal([("meeting_series.start_time", "MEETING_TWICE")], await RefusedAsync(StatusCode.AlreadyExists, _ => { }));
        Assert.Equal(
            [("meeting_series.last_date", "SERIES_TOO_LONG")],
            await RefusedAsync(
                StatusCode.InvalidArgument,
                s => (s.FirstDate, s.LastDate, s.IntervalDays) = (Office.Day(2018, 1, 1), Office.Day(2018, 12, 31), 1)
            )
        );
        Assert.Equal(
            [("meeting_series.last_date", "SERIES_TOO_LONG"), ("meeting_series.last_date", "MEETING_AFTER_BODY")],
            (
                await RefusedAsync(StatusCode.InvalidArgument, s => (s.LastDate, s.IntervalDays) = (Office.Day(2045, 7, 1), 1))
            ).OrderByDescending(v => v.Reason)
        );
        Assert.Equal(
            [("meeting_series.last_date", "END_BEFORE_START")],
            await RefusedAsync(StatusCode.InvalidArgument, s => s.LastDate = Office.Day(2018, 3, 18))
        );
        Assert.Equal(4, (await ListedAsync(office, new() { Parent = body.Name })).Count);

        async Task<IReadOnlyList<(string Field, string Reason)>> RefusedAsync(StatusCode code, Action<MeetingSeries> change)
        {
            var request = asked.Clone();
            change(request.MeetingSeries);
            return await Refusals.RefusedAsync(code, async () => await office.Client.CreateMeetingSeriesAsync(request));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Invitation_and_feed_are_served_as_files(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, _) = await office.BoardAsync();
        var meeting = await office.MeetingAsync(body, Office.Day(2018, 1, 16));
        var file = await office.Client.ExportMeetingCalendarAsync(new() { Name = meeting.Name });
        var text = file.Content.ToStringUtf8();
        Assert.Contains("METHOD:REQUEST", text, StringComparison.Ordinal);
        Assert.Contains($"UID:{meeting.CalendarUid}", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", text, StringComparison.Ordinal);
        Assert.Equal(6, Ical.Net.Calendar.Load(text)!.Events.Single().Attendees.Count);

        await office.Client.CancelMeetingAsync(new() { Name = meeting.Name, Reason = "Avlyst" });
        text = (await office.Client.ExportMeetingCalendarAsync(new() { Name = meeting.Name })).Content.ToStringUtf8();
        Assert.Contains("METHOD:CANCEL", text, StringComparison.Ordinal);
        Assert.Contains($"UID:{meeting.CalendarUid}", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", text, StringComparison.Ordinal);
        text = (await office.Client.ExportBodyCalendarAsync(new() { Name = body.Name })).Content.ToStringUtf8();
        Assert.Contains("STATUS:CANCELLED", text, StringComparison.Ordinal);
    }

    private static MoveMeetingRequest Move(Meeting meeting, DateOnly to, bool accept = false) =>
        new()
        {
            Name = meeting.Name,
            Date = to.ToDate(),
            StartTime = Clock(12),
            Place = meeting.Place,
            Reason = "Leder er syk",
            AcceptPapersDue = accept,
        };

    private static async Task<List<string>> ListedAsync(Office office, ListMeetingsRequest request)
    {
        List<string> listed = [];
        do
        {
            var page = await office.Client.ListMeetingsAsync(request);
            listed.AddRange(page.Meetings.Select(m => $"{m.Date.ToDateOnly():yyyy-MM-dd} {m.StartTime.Hours}"));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return listed;
    }
}
