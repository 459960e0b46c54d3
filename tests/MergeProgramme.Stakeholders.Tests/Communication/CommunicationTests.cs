using CsCheck;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Communication;

[Collection("hosts")]
public sealed class CommunicationTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_planned_falls_due_is_done_and_told_of(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var item = await it.Client.CreateCommunicationItemAsync(
            new() { Parent = Office.Programme, CommunicationItem = Newsletter(it) }
        );
        Assert.Equal(item, await it.Client.GetCommunicationItemAsync(new() { Name = item.Name }));
        Assert.Equal(
            [item],
            (await it.Client.ListCommunicationItemsAsync(new() { Parent = Office.Programme })).CommunicationItems
        );
        Assert.Equal(
            [
                (it.Day(-28), OccurrenceState.Overdue),
                (it.Day(-14), OccurrenceState.Overdue),
                (it.Day(), OccurrenceState.Planned),
                (it.Day(14), OccurrenceState.Planned),
            ],
            (await OccurrencesAsync(new())).Select(o => (o.DueDate, o.State))
        );

        Assert.Equal(
            [("due_date", "NOT_DUE_THEN")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => RecordAsync(-1, OccurrenceState.Done, 0))
        );
        Assert.Equal(
            [("done_date", "DATE_IN_FUTURE")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => RecordAsync(0, OccurrenceState.Done, 1))
        );
        Assert.Equal(
            [("state", "OCCURRENCE_STATE")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => RecordAsync(0, OccurrenceState.Overdue, 0))
        );
        await RecordAsync(-28, OccurrenceState.Skipped, null);
        var done = await RecordAsync(-28, OccurrenceState.Done, -27);
        Assert.Equal((OccurrenceState.Done, it.Day(-27), "Sak 18/123"), (done.State, done.DoneDate, done.Note));
        await RecordAsync(-14, OccurrenceState.Skipped, null);
        Assert.Equal([it.Day(-28)], (await OccurrencesAsync(new() { State = OccurrenceState.Done })).Select(o => o.DueDate));
        Assert.Empty(await OccurrencesAsync(new() { State = OccurrenceState.Overdue }));
        Assert.Empty(await OccurrencesAsync(new() { Stakeholder = it.Patients }));
        Assert.Equal(
            [it.Day(-14), it.Day()],
            (await OccurrencesAsync(new() { StartDate = it.Day(-14), EndDate = it.Day(13) })).Select(o => o.DueDate)
        );

        // What was said of a day stays when the plan is another.
        item = await it.Client.UpdateCommunicationItemAsync(
            new()
            {
                CommunicationItem = new()
                {
                    Name = item.Name,
                    StartDate = it.Day(1),
                    Etag = item.Etag,
                },
                UpdateMask = new() { Paths = { "start_date" } },
            }
        );
        Assert.Equal([it.Day(-28), it.Day(-14), it.Day(1), it.Day(15)], (await OccurrencesAsync(new())).Select(o => o.DueDate));
        // It can still be put right.
        await RecordAsync(-14, OccurrenceState.Done, -13);
        Assert.Equal(
            [(item.Name, "COMMUNICATION_WAS_DONE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.DeleteCommunicationItemAsync(new() { Name = item.Name, Etag = item.Etag })
            )
        );
        var calendar = Ical.Net.Calendar.Load(
            (await it.Client.ExportCommunicationCalendarAsync(new() { Parent = Office.Programme })).Content.ToStringUtf8()
        )!;
        Assert.Equal(
            [it.Today.AddDays(1), it.Today.AddDays(15)],
            calendar.Events.Select(e => DateOnly.FromDateTime(e.Start!.Value)).Order()
        );

        async Task<IEnumerable<CommunicationOccurrence>> OccurrencesAsync(ListCommunicationOccurrencesRequest request)
        {
            request.Parent = Office.Programme;
            return (await it.Client.ListCommunicationOccurrencesAsync(request)).CommunicationOccurrences;
        }

        async Task<CommunicationOccurrence> RecordAsync(int due, OccurrenceState state, int? doneDay) =>
            await it.Client.RecordCommunicationAsync(
                new()
                {
                    Name = item.Name,
                    DueDate = it.Day(due),
                    State = state,
                    DoneDate = doneDay is { } day ? it.Day(day) : null,
                    Note = "Sak 18/123",
                }
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Days_that_cannot_be_are_refused(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await RefusedAsync("END_DATE_MISSING", i => i.EndDate = null);
        await RefusedAsync("COMMUNICATION_ENDS_FIRST", i => i.EndDate = it.Day(-29));
        await RefusedAsync("END_TOO_LATE", i => i.EndDate = it.Day(4000));
        await RefusedAsync(
            "DATE_OUT_OF_RANGE",
            i =>
                i.EndDate = new()
                {
                    Year = 9999,
                    Month = 12,
                    Day = 31,
                }
        );
        await RefusedAsync(
            "DATE_OUT_OF_RANGE",
            i =>
                i.StartDate = new()
                {
                    Year = 9999,
                    Month = 12,
                    Day = 31,
                },
            "start_date"
        );
        var once = Newsletter(it);
        (once.Frequency, once.EndDate) = (CommunicationFrequency.Once, null);
        var created = await it.Client.CreateCommunicationItemAsync(new() { Parent = Office.Programme, CommunicationItem = once });
        await it.Client.DeleteCommunicationItemAsync(new() { Name = created.Name, Etag = created.Etag });
        Assert.Empty((await it.Client.ListCommunicationItemsAsync(new() { Parent = Office.Programme })).CommunicationItems);

        async Task RefusedAsync(string reason, Action<CommunicationItem> change, string field = "end_date")
        {
            var item = Newsletter(it);
            change(item);
            Assert.Equal(
                [($"communication_item.{field}", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await it.Client.CreateCommunicationItemAsync(
                            new() { Parent = Office.Programme, CommunicationItem = item }
                        )
                )
            );
        }
    }

    [Fact]
    public void What_comes_again_falls_between_its_first_and_last_day_once_a_turn()
    {
        Gen.Select(
                Gen.Int[0, 20_000],
                Gen.Int[0, 3_650],
                Gen.Enum<CommunicationFrequency>().Where(f => f >= CommunicationFrequency.Weekly)
            )
            .Sample(
                (first, length, frequency) =>
                {
                    var start = new DateOnly(1990, 1, 1).AddDays(first);
                    var days = Schedule
                        .Of(
                            new()
                            {
                                Frequency = frequency,
                                StartDate = start.ToDate(),
                                EndDate = start.AddDays(length).ToDate(),
                            }
                        )
                        .ToList();
                    Assert.Equal(start, days[0]);
                    Assert.Equal(days.Order().Distinct(), days);
                    Assert.True(days[^1] <= start.AddDays(length));
                    if (frequency >= CommunicationFrequency.Monthly)
                        // The 31st is the last day of a month that has no 31st, and the 31st again after it.
                        Assert.All(days, d => Assert.Equal(Math.Min(start.Day, DateTime.DaysInMonth(d.Year, d.Month)), d.Day));
                    else
                        Assert.All(days, d => Assert.Equal(start.DayOfWeek, d.DayOfWeek));
                }
            );
    }

    private static CommunicationItem Newsletter(Office it) =>
        new()
        {
            Title = "Nyhetsbrev til ansatte",
            Stakeholders = { it.Union },
            Purpose = "Alle skal vite hva som skjer.",
            Message = "Status i delprosjektet",
            Channel = "Nyhetsbrev",
            Frequency = CommunicationFrequency.Fortnightly,
            StartDate = it.Day(-28),
            EndDate = it.Day(20),
            Responsible = "Kommunikasjonsrådgiveren",
            SubProject = Office.SubProject,
        };
}
