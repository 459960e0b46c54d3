using CsCheck;
using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Tests.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Meetings;

/// <summary>A series that is moved or ended as a whole: what is held stays, what is to come follows, and nothing is half done.</summary>
[Collection("hosts")]
public sealed class SeriesMoveTests(SharedHosts hosts)
{
    private static readonly DateOnly Today = TimeProvider.System.Today();

    // The Tuesday of last week, so that two meetings are past and the next is days ahead.
    private static readonly DateOnly First = IsoWeek.Of(Today.AddDays(-21)).FirstDay.AddDays(1);

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Meetings_to_come_move_together_and_the_others_stay(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var (series, meetings) = await SeriesAsync(office, body);
        await office.HoldAsync(await office.AgendaAsync(meetings[0], Item("Start")), persons);
        var coming = meetings.FindAll(m => m.Date.ToDateOnly() >= Today);
        await office.Client.CancelMeetingAsync(new() { Name = coming[3].Name, Reason = "Samling" });
        var sent = await office.Client.SendPapersAsync(new() { Name = (await office.AgendaAsync(coming[1], Item("Sak"))).Name });
        var request = new MoveMeetingSeriesRequest
        {
            Name = series.Name,
            StartDate = coming[1].Date,
            DayOfWeek = Google.Type.DayOfWeek.Thursday,
            StartTime = Clock(12),
            EndTime = Clock(14),
            Place = "Hobøl rådhus",
            Reason = "Formannskapet møtes tirsdager",
        };

        // Papers are out for one: nothing moves, and it is said for which day.
        var before = await ListedAsync(office, body);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await office.Client.MoveMeetingSeriesAsync(request));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        var broken = refusal.GetRpcStatus()!.GetDetail<Google.Rpc.PreconditionFailure>()!.Violations.Single();
        Assert.Equal((sent.Name, "MEETING_IN_SERIES"), (broken.Subject, broken.Type));
        Assert.Contains(NorwegianTime.Format(sent.Date.ToDateOnly()!.Value), broken.Description, StringComparison.Ordinal);
        Assert.Equal(before, await ListedAsync(office, body));

        request.AcceptPapersDue = true;
        request.ValidateOnly = true;
        var seen = await office.Client.MoveMeetingSeriesAsync(request);
        Assert.Equal(before, await ListedAsync(office, body));
        request.ValidateOnly = false;
        request.RequestId = Guid.NewGuid().ToString();
        var changed = await office.Client.MoveMeetingSeriesAsync(request);
        Assert.Equal(changed, await office.Client.MoveMeetingSeriesAsync(request));
        Assert.Equal(seen.Meetings.Select(m => (m.Name, m.Date)), changed.Meetings.Select(m => (m.Name, m.Date)));
        series = await office.Client.GetMeetingSeriesAsync(new() { Name = series.Name });
        Assert.Equal((Clock(12), Clock(14), "Hobøl rådhus"), (series.StartTime, series.EndTime, series.Place));

        var after = await ListedAsync(office, body);
        var moves = coming.Where((_, i) => i is not (0 or 3)).Select(m => m.Name).ToList();
        Assert.Equal(moves, changed.Meetings.Select(m => m.Name));
        foreach (var (was, now) in before.Zip(after.OrderBy(a => before.FindIndex(b => b.Name == a.Name))))
        {
            if (!moves.Contains(now.Name))
            {
                Assert.Equal(was, now);
                continue;
            }
            Assert.Equal(was.Date.ToDateOnly()!.Value.AddDays(2), now.Date.ToDateOnly());
            Assert.Equal(
                (Clock(12), Clock(14), "Hobøl rådhus", "Formannskapet møtes tirsdager", MeetingState.Planned, was.Date),
                (now.StartTime, now.EndTime, now.Place, now.MoveReason, now.State, now.OriginalDate)
            );
            Assert.Equal(was.CalendarSequence + 1, now.CalendarSequence);
        }

        // Once more: nothing is left to change. On a day that one of them has already: all or nothing.
        request.RequestId = "";
        Assert.Empty((await office.Client.MoveMeetingSeriesAsync(request)).Meetings);
        await office.MeetingAsync(
            body,
            IsoWeek.Of(coming[4].Date.ToDateOnly()!.Value).FirstDay.ToDate(),
            m => (m.StartTime, m.EndTime) = (Clock(12), Clock(14))
        );
        request.DayOfWeek = Google.Type.DayOfWeek.Monday;
        Assert.Equal(
            [("start_time", "MEETING_TWICE")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await office.Client.MoveMeetingSeriesAsync(request))
        );
        Assert.Equal(after.Count + 1, (await ListedAsync(office, body)).Count);
        Assert.All(await ListedAsync(office, body), m => Assert.True(after.Contains(m) || m.Series.Length == 0));
        request.StartDate = Today.AddDays(3000).ToDate();
        Assert.Equal(
            [(series.Name, "SERIES_HAS_NO_COMING")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.MoveMeetingSeriesAsync(request)
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_series_that_ends_cancels_what_is_to_come_and_lets_its_cases_go(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var (series, meetings) = await SeriesAsync(office, body);
        await office.HoldAsync(await office.AgendaAsync(meetings[0], Item("Start")), persons);
        var coming = meetings.FindAll(m => m.Date.ToDateOnly() >= Today);
        var asked = await office.Client.CreateCaseAsync(
            new()
            {
                Parent = office.Programme,
                Case = new() { Title = "Navn på kommunen" },
            }
        );
        await office.Client.SetRouteAsync(
            new()
            {
                Name = asked.Name,
                Treatments =
                {
                    new Treatment { Stage = 1, Body = body.Name },
                },
            }
        );
        await office.AgendaAsync(coming[2], Item("Navn", asked.Name));
        var request = new EndMeetingSeriesRequest
        {
            Name = series.Name,
            LastDate = coming[1].Date,
            Reason = "Prosjektet er ferdig",
            ValidateOnly = true,
        };
        var before = await ListedAsync(office, body);
        var seen = await office.Client.EndMeetingSeriesAsync(request);
        Assert.Equal(coming[2..].ConvertAll(m => m.Name), seen.Meetings.Select(m => m.Name));
        Assert.Equal(before, await ListedAsync(office, body));

        request.ValidateOnly = false;
        request.RequestId = Guid.NewGuid().ToString();
        var ended = await office.Client.EndMeetingSeriesAsync(request);
        Assert.Equal(ended, await office.Client.EndMeetingSeriesAsync(request));
        Assert.Equal(ended.MeetingSeries, await office.Client.GetMeetingSeriesAsync(new() { Name = series.Name }));
        Assert.Equal(coming[1].Date, ended.MeetingSeries.LastDate);
        Assert.All(
            ended.Meetings,
            m => Assert.Equal((MeetingState.Cancelled, "Prosjektet er ferdig"), (m.State, m.CancelReason))
        );
        var after = await ListedAsync(office, body);
        Assert.Equal(
            before.Where(m => m.Date.ToDateOnly() <= coming[1].Date.ToDateOnly()),
            after.Where(m => m.State != MeetingState.Cancelled)
        );
        var waits = (await office.Client.GetCaseAsync(new() { Name = asked.Name })).Treatments[0];
        Assert.Equal("", waits.Meeting);

        request.RequestId = "";
        await RefusedAsync(coming[1].Date.ToDateOnly()!.Value, "SERIES_ENDS_ALREADY");
        await RefusedAsync(Today.AddDays(-2), "SERIES_ENDS_IN_PAST");

        async Task RefusedAsync(DateOnly last, string reason)
        {
            request.LastDate = last.ToDate();
            Assert.Equal(
                [("last_date", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.EndMeetingSeriesAsync(request)
                )
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Reports_follow_their_meetings(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var it = await Reporter.BeginAsync(office, 2);
        var group = await office.BodyAsync(change: b => b.SubProject = it.SubProject);
        var series = await office.Client.CreateMeetingSeriesAsync(
            new()
            {
                Parent = group.Name,
                MeetingSeries = new()
                {
                    FirstDate = Today.AddDays(16).ToDate(),
                    LastDate = Today.AddDays(30).ToDate(),
                    IntervalDays = 14,
                    HolidayRule = SeriesHolidayRule.Keep,
                    StartTime = Clock(10),
                },
            }
        );
        // To the other end of the week, whatever day this is.
        var meets = Today.AddDays(16);
        var to = meets.DayOfWeek == DayOfWeek.Sunday ? Google.Type.DayOfWeek.Saturday : Google.Type.DayOfWeek.Sunday;
        var changed = await office.Client.MoveMeetingSeriesAsync(
            new()
            {
                Name = series.Name,
                DayOfWeek = to,
                StartTime = Clock(10),
                Reason = "Helg",
            }
        );
        await office.Client.EndMeetingSeriesAsync(
            new()
            {
                Name = series.Name,
                LastDate = changed.Meetings[0].Date,
                Reason = "Ferdig",
            }
        );
        await host.CaughtUpAsync(FollowMeetings.ConsumerName, "organisation");

        var followed = await it.OccurrenceAsync(meets);
        Assert.Equal((changed.Meetings[0].Name, changed.Meetings[0].Date), (followed.Meeting, followed.MeetingDate));
        var skipped = await it.OccurrenceAsync(Today.AddDays(30));
        Assert.Equal((true, "Ferdig"), (skipped.Skipped, skipped.Reason));
    }

    [Fact]
    public async Task The_page_asks_where_papers_are_out_then_moves_and_ends()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        using var reader = new PageReader(host);
        var (body, _) = await office.BoardAsync();
        var (series, meetings) = await SeriesAsync(office, body);
        var coming = meetings.FindAll(m => m.Date.ToDateOnly() >= Today);
        var page = $"/{body.Name}/meeting-series/{series.Name.Split('/')[^1]}";
        Assert.Contains(page, await reader.ReadAsync($"/{coming[0].Name}"), StringComparison.Ordinal);
        await office.Client.SendPapersAsync(new() { Name = (await office.AgendaAsync(coming[1], Item("Sak"))).Name });

        (string, string)[] form =
        [
            ("FromDate", coming[1].Date.ToDateOnly()!.Value.ToString("yyyy-MM-dd", null)),
            ("Weekday", "Thursday"),
            ("StartTime", "12.00"),
            ("Place", "Hobøl"),
            ("Reason", "Annen dag"),
        ];
        var (location, html) = await reader.SendAsync(page, "handler=Move", form);
        Assert.Null(location);
        Assert.Contains("Innkalling og saksliste ble sendt", html, StringComparison.Ordinal);
        Assert.Contains("Flytt møtene likevel", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(page, "handler=Move", [.. form, ("AcceptPapersDue", "true")]);
        Assert.Equal($"/{body.Name}/meetings", location);
        Assert.Contains("er flyttet.", await reader.ReadAsync(location!), StringComparison.Ordinal);

        (location, html) = await reader.SendAsync(page, "handler=End", ("EndReason", "Ferdig"), ("LastDate", "2001-01-01"));
        Assert.Null(location);
        Assert.Contains("Velg en senere dag.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            page,
            "handler=End",
            ("EndReason", "Ferdig"),
            ("LastDate", Today.ToString("yyyy-MM-dd", null))
        );
        Assert.Equal($"/{body.Name}/meetings", location);
        Assert.Contains("Ingen møter i serien gjenstår", await reader.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_meeting_stays_in_its_week_or_goes_to_the_next_working_day() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 6], Gen.OneOf(Enum.GetValues<SeriesHolidayRule>()[1..]))
            .Sample(
                (days, weekday, rule) =>
                {
                    var (date, wanted) = (new DateOnly(1990, 1, 1).AddDays(days), (DayOfWeek)weekday);
                    var to = SeriesMove.Day(date, wanted, rule);
                    Assert.Equal(date, SeriesMove.Day(date, null, rule));
                    var inWeek = Enumerable
                        .Range(0, 7)
                        .Select(i => IsoWeek.Of(date).FirstDay.AddDays(i))
                        .Single(d => d.DayOfWeek == wanted);
                    if (inWeek == date || !NorwegianCalendar.IsPublicHoliday(inWeek) || rule == SeriesHolidayRule.Keep)
                        Assert.Equal(inWeek, to);
                    else if (rule == SeriesHolidayRule.Skip)
                        Assert.Null(to);
                    else
                        Assert.True(to > inWeek && NorwegianCalendar.IsWorkingDay(to.Value));
                }
            );

    private static async Task<(MeetingSeries Series, List<Meeting> Meetings)> SeriesAsync(Office office, Body body)
    {
        var series = await office.Client.CreateMeetingSeriesAsync(
            new()
            {
                Parent = body.Name,
                MeetingSeries = new()
                {
                    FirstDate = First.ToDate(),
                    LastDate = First.AddDays(7 * 9).ToDate(),
                    IntervalDays = 7,
                    HolidayRule = SeriesHolidayRule.Keep,
                    StartTime = Clock(9),
                    EndTime = Clock(11),
                    Place = "Askim rådhus",
                },
            }
        );
        return (series, await ListedAsync(office, body));
    }

    private static async Task<List<Meeting>> ListedAsync(Office office, Body body) =>
        [.. (await office.Client.ListMeetingsAsync(new() { Parent = body.Name })).Meetings];
}
