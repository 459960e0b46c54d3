using Grpc.Core;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Tests.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Organisation.Tests.Reporting;

[Collection("hosts")]
public sealed class ReportingTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    private static DateOnly Today => Reporter.Today;

    [Theory, MemberData(nameof(All))]
    public async Task Occurrences_are_the_rules_until_somebody_touches_one(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var it = await Reporter.BeginAsync(office, 2);
        await Reporter.BeginAsync(office, 3, "A5");

        var listed = (await it.Client.ListReportingOccurrencesAsync(new() { Parent = it.SubProject })).ReportingOccurrences;
        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => Today.AddDays(2 + 14 * i)),
            listed.Select(o => o.MeetingDate.ToDateOnly()!.Value)
        );
        Assert.Equal([ReportingState.Due, ReportingState.Upcoming], listed.Take(2).Select(o => o.State));
        Assert.All(listed, o => Assert.False(o.Recorded));

        var second = listed[1];
        (second.MeetingDate, second.Reason) = (Today.AddDays(20).ToDate(), "Lederen er bortreist");
        var moved = await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = second });
        Assert.Equal(
            (second.Name, Today.AddDays(16).ToDate(), Today.AddDays(20).ToDate(), Today.AddDays(18).ToDate(), true),
            (moved.Name, moved.PlannedMeetingDate, moved.MeetingDate, moved.DueDate, moved.Recorded)
        );
        Assert.Equal(moved, await it.OccurrenceAsync(Today.AddDays(16)));
        var third = listed[2];
        (third.Skipped, third.Reason) = (true, "Påske");
        Assert.Equal(
            ReportingState.Skipped,
            (await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = third })).State
        );
        // Put back where the rule has it: that needs no reason.
        (moved.MeetingDate, moved.Reason) = (moved.PlannedMeetingDate, "");
        Assert.Equal(
            moved.PlannedMeetingDate,
            (await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = moved })).MeetingDate
        );
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = moved })
            )
        );

        // All of the programme, page by page.
        List<ReportingOccurrence> all = [];
        var request = new ListReportingOccurrencesRequest { Parent = $"{office.Programme}/subProjects/-", PageSize = 4 };
        do
        {
            var page = await it.Client.ListReportingOccurrencesAsync(request);
            all.AddRange(page.ReportingOccurrences);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(14, all.DistinctBy(o => o.Name).Count());
        Assert.Equal(all.Select(o => o.MeetingDate.ToDateOnly()).Order(), all.Select(o => o.MeetingDate.ToDateOnly()));
        Assert.Equal(
            [("end_date", "RANGE_TOO_LONG")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Client.ListReportingOccurrencesAsync(
                        new()
                        {
                            Parent = it.SubProject,
                            StartDate = Office.Day(2000, 1, 1),
                            EndDate = Office.Day(2020, 1, 1),
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_draft_goes_with_its_meeting_and_keeps_it_from_being_skipped(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var draft = await it.CreateAsync(Today.AddDays(2));
        var occurrence = await it.OccurrenceAsync(Today.AddDays(2));
        (occurrence.MeetingDate, occurrence.Reason) = (Today.AddDays(5).ToDate(), "Ferie");
        var moved = await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = occurrence });
        var now = await it.GetAsync(draft);
        Assert.Equal((Today.AddDays(5).ToDate(), Today.AddDays(3).ToDate()), (now.MeetingDate, now.DueDate));
        moved.Skipped = true;
        Assert.Equal(
            [("reporting_occurrence.skipped", "SKIPPED_WITH_DRAFT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = moved })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_report_follows_the_meeting_of_its_steering_group(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var it = await Reporter.BeginAsync(office, 2);
        var group = await office.BodyAsync(change: b => b.SubProject = it.SubProject);
        var ten = new Google.Type.TimeOfDay { Hours = 10 };
        async Task<Meeting> MeetAsync(int days) =>
            await office.Client.CreateMeetingAsync(
                new()
                {
                    Parent = group.Name,
                    Meeting = new() { Date = Today.AddDays(days).ToDate(), StartTime = ten },
                }
            );
        var (moved, cancelled) = (await MeetAsync(16), await MeetAsync(30));

        await office.Client.MoveMeetingAsync(
            new()
            {
                Name = moved.Name,
                Date = Today.AddDays(19).ToDate(),
                StartTime = ten,
                Reason = "Lederen er bortreist",
            }
        );
        await office.Client.CancelMeetingAsync(new() { Name = cancelled.Name, Reason = "Påske" });
        await host.CaughtUpAsync(FollowMeetings.ConsumerName, "organisation");

        var followed = await it.OccurrenceAsync(Today.AddDays(16));
        Assert.Equal(
            (moved.Name, Today.AddDays(19).ToDate(), Today.AddDays(17).ToDate(), "Lederen er bortreist"),
            (followed.Meeting, followed.MeetingDate, followed.DueDate, followed.Reason)
        );
        var skipped = await it.OccurrenceAsync(Today.AddDays(30));
        Assert.Equal((true, "Påske", cancelled.Name), (skipped.Skipped, skipped.Reason, skipped.Meeting));
        // Moved again, past the one that is skipped now: it is known by its name.
        await office.Client.MoveMeetingAsync(
            new()
            {
                Name = moved.Name,
                Date = Today.AddDays(21).ToDate(),
                StartTime = ten,
                Reason = "Enda en gang",
            }
        );
        await host.CaughtUpAsync(FollowMeetings.ConsumerName, "organisation");
        Assert.Equal(Today.AddDays(21).ToDate(), (await it.OccurrenceAsync(Today.AddDays(16))).MeetingDate);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_owed_stays_owed_when_the_cadence_changes(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var it = await Reporter.BeginAsync(office, -15);
        var subProject = await office.Client.GetSubProjectAsync(new() { Name = it.SubProject });
        (subProject.ReportingCadence.IntervalDays, subProject.ReportingCadence.FirstMeetingDate) = (
            7,
            Today.AddDays(-3).ToDate()
        );
        await office.Client.UpdateSubProjectAsync(new() { SubProject = subProject });

        var now = (await it.Client.ListReportingOccurrencesAsync(new() { Parent = it.SubProject })).ReportingOccurrences;
        Assert.Equal(
            [
                (Today.AddDays(-15), ReportingState.Missing),
                (Today.AddDays(-1), ReportingState.Missing),
                (Today.AddDays(4), ReportingState.Due),
                (Today.AddDays(11), ReportingState.Upcoming),
            ],
            now.Take(4).Select(o => (o.MeetingDate.ToDateOnly()!.Value, o.State))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_round_says_who_has_delivered_and_who_is_late(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.SubProjectAsync("A1");
        var delivered = await Reporter.BeginAsync(office, 2, "A2");
        await delivered.DeliverAsync(Today.AddDays(2));
        await Reporter.BeginAsync(office, 2, "A3");
        var late = await Reporter.BeginAsync(office, -13, "A4");
        var chair = await office.PersonAsync("Hanne Vestbymoen");
        await office.AppointAsync(
            chair,
            await office.BodyAsync(change: b => b.SubProject = late.SubProject),
            a => a.Role = AppointmentRole.Chair
        );

        var round = await office.Client.GetReportingRoundAsync(new() { Name = office.Programme });

        Assert.Equal((1, 1, 1, 1), (round.DueCount, round.LateCount, round.MissingCount, round.DeliveredCount));
        Assert.Equal(["A1", "A2", "A3", "A4"], round.SubProjects.Select(s => s.Code));
        Assert.False(round.SubProjects[0].HasCadence);
        Assert.Equal(ReportingState.Delivered, round.SubProjects[1].Current.State);
        Assert.Equal(ReportingState.Due, round.SubProjects[2].Current.State);
        var last = round.SubProjects[3];
        Assert.Equal([(ReportingState.Missing, 15), (ReportingState.Late, 1)], last.Owed.Select(o => (o.State, o.DaysLate)));
        Assert.Equal((ReportingState.Late, "Hanne Vestbymoen"), (last.Current.State, last.ChairDisplayName));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Lateness_is_taken_further_by_itself_once_for_each_level(TestDatabase database)
    {
        var clock = new Clock { Now = NorwegianTime.StartOfDay(new(2031, 3, 3)).AddHours(9) };
        await using var host = await RunningHost.StartAsync(
            database,
            builder => builder.Services.AddSingleton<TimeProvider>(clock)
        );
        var office = await Office.OpenAsync(host, Transport.InProcess);
        var today = new DateOnly(2031, 3, 3);
        // The meeting is in two days: the report is due today.
        var it = await Reporter.BeginAsync(office, 2, today: today);
        var quiet = await Reporter.BeginAsync(office, 2, "A5", today, c => c.EscalateToChairDays = 30);
        var chair = await office.PersonAsync("Hanne Vestbymoen");
        await office.AppointAsync(
            chair,
            await office.BodyAsync(change: b => b.SubProject = it.SubProject),
            a => a.Role = AppointmentRole.Chair
        );
        var escalate = host.Services.GetRequiredService<EscalateLateReports>();

        await escalate.RunAsync();
        Assert.Empty(await EscalatedAsync());
        clock.Now = clock.Now.AddDays(1);
        // The host's own run may be among them: who comes first does it.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => escalate.RunAsync()));
        Assert.Equal([(EscalationLevel.Chair, 1, chair.Name)], await EscalatedAsync());
        clock.Now = clock.Now.AddDays(5);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => escalate.RunAsync()));
        await escalate.RunAsync();
        Assert.Equal([(EscalationLevel.Chair, 1, chair.Name), (EscalationLevel.ProgrammeOffice, 6, "")], await EscalatedAsync());
        var occurrence = await it.OccurrenceAsync(today.AddDays(2));
        Assert.Equal([("Hanne Vestbymoen", 1), ("", 6)], occurrence.Escalations.Select(e => (e.PersonDisplayName, e.DaysLate)));
        Assert.Equal(
            EscalationLevel.ProgrammeOffice,
            (await office.Client.GetReportingRoundAsync(new() { Name = office.Programme })).SubProjects[0].EscalationLevel
        );
        // Delivered late: what was escalated stays to be seen, and nothing more comes of it.
        await it.DeliverAsync(today.AddDays(2));
        clock.Now = clock.Now.AddDays(1);
        await escalate.RunAsync();
        Assert.Equal(2, (await EscalatedAsync()).Count);
        Assert.Empty((await quiet.OccurrenceAsync(today.AddDays(2))).Escalations);

        async Task<List<(EscalationLevel, int, string)>> EscalatedAsync() =>
            [
                .. (await office.Client.ListEventsAsync(new() { Type = "organisation.reportingOccurrence.escalated" }))
                    .Events.Reverse()
                    .Select(e => e.Data.Unpack<ReportingOccurrence>().Escalations[^1])
                    .Select(e => (e.Level, e.DaysLate, e.Person)),
            ];
    }

    /// <summary>A clock that stands where it is set.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
