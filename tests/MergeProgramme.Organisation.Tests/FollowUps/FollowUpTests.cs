using Grpc.Core;
using MergeProgramme.Organisation.Tests.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.FollowUps;

[Collection("hosts")]
public sealed class FollowUpTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task They_go_on_after_the_minutes_are_locked_and_are_found_across_bodies(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, persons) = await office.BoardAsync();
        var meeting = await office.AgendaAsync(await office.MeetingAsync(board, Office.Day(2018, 1, 16)), Item("Mandat A4"));
        Assert.Equal(
            [(meeting.Name, "MEETING_NOT_HELD")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => FollowAsync(meeting, "For tidlig", 2))
        );
        await office.HoldAsync(meeting, persons);
        await office.DecideAsync(meeting);
        var first = await FollowAsync(meeting, "Hør tillitsvalgte", 2, item: 1);
        Assert.Equal(
            ("Kari Berg", "Prosjektstyret for A4", "Mandat A4", meeting.Date),
            (first.OwnerDisplayName, first.BodyDisplayName, first.ItemTitle, first.MeetingDate)
        );
        await office.ApproveAsync(meeting, persons);
        await FollowAsync(meeting, "Send ut", 1);
        var committee = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var other = await office.Client.RecordAttendanceAsync(
            new() { Name = (await office.MeetingAsync(committee, Office.Day(2018, 1, 10))).Name, Held = true }
        );
        await FollowAsync(other, "Lag budsjett", 3);
        var all = $"{office.Programme}/bodies/-/meetings/-";

        Assert.Equal(["Send ut", "Hør tillitsvalgte", "Lag budsjett"], await ListedAsync(new() { Parent = all, PageSize = 2 }));
        Assert.Equal(["Send ut", "Hør tillitsvalgte"], await ListedAsync(new() { Parent = meeting.Name }));
        Assert.Equal(["Send ut", "Hør tillitsvalgte"], await ListedAsync(new() { Parent = $"{board.Name}/meetings/-" }));
        Assert.Equal(["Send ut"], await ListedAsync(new() { Parent = all, DueBeforeDate = first.DueDate }));

        var done = first.Clone();
        (done.DoneDate, done.Result) = (Office.Day(2018, 2, 1), "Hørt i møte");
        done = await office.Client.UpdateFollowUpAsync(new() { FollowUp = done });
        Assert.Equal(done, await office.Client.GetFollowUpAsync(new() { Name = first.Name }));
        Assert.Equal(["Send ut", "Lag budsjett"], await ListedAsync(new() { Parent = all, OpenOnly = true }));

        done.DueDate = Office.Day(2018, 1, 15);
        done.DoneDate = TimeProvider.System.Today().AddDays(1).ToDate();
        done.Item = 9;
        Assert.Equal(
            [
                ("follow_up.due_date", "DUE_BEFORE_MEETING"),
                ("follow_up.done_date", "DONE_DATE"),
                ("follow_up.item", "AGENDA_ITEM_UNKNOWN"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.UpdateFollowUpAsync(new() { FollowUp = done })
            )
        );

        async Task<FollowUp> FollowAsync(Meeting from, string text, int month, int item = 0) =>
            await office.Client.CreateFollowUpAsync(
                new()
                {
                    Parent = from.Name,
                    FollowUp = new()
                    {
                        Text = text,
                        Owner = persons[0].Name,
                        DueDate = Office.Day(2018, month, 20),
                        Item = item,
                    },
                }
            );

        async Task<List<string>> ListedAsync(ListFollowUpsRequest request)
        {
            List<string> listed = [];
            do
            {
                var page = await office.Client.ListFollowUpsAsync(request);
                listed.AddRange(page.FollowUps.Select(f => f.Text));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return listed;
        }
    }
}
