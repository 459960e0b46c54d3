using System.Net;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using AccessClient = MergeProgramme.Access.V1.AccessService.AccessServiceClient;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.Communication;

/// <summary>The plan at an address of somebody's own, which their calendar program fetches without signing in.</summary>
[Collection("hosts")]
public sealed class CalendarFeedTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_has_the_key_reads_what_is_to_come_until_it_is_stopped(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await PlannedAsync(it);
        var (caller, _) = await ReaderAsync(it, "Leser");
        var made = await AsAsync(caller, it, transport, c => c.IssueCalendarFeedAsync(new() { Parent = Office.Programme }));
        Assert.Equal((caller.Id, 64), (made.CalendarFeed.Owner, made.Key.Length));

        var body = await ReadAsync(it, transport, made.CalendarFeed.Name, made.Key);
        Assert.StartsWith("text/calendar", body.ContentType, StringComparison.Ordinal);
        Assert.Contains("Nyhetsbrev", body.Data.ToStringUtf8(), StringComparison.Ordinal);
        foreach (var wrong in new[] { made.Key[..^1], made.Key + "0", new string('0', 64), "%" })
            await NotThereAsync(it, transport, made.CalendarFeed.Name, wrong);
        await NotThereAsync(it, transport, $"{Office.Programme}/calendarFeeds/annen", made.Key);
        // What is kept does not open it, and no event holds the key.
        var events = (await it.Client.ListEventsAsync(new() { Subject = made.CalendarFeed.Name })).Events;
        Assert.All(events, e => Assert.DoesNotContain(made.Key, e.Data.Value.ToStringUtf8(), StringComparison.Ordinal));
        Assert.Single(events);

        // Another address makes the first one useless.
        var second = await AsAsync(caller, it, transport, c => c.IssueCalendarFeedAsync(new() { Parent = Office.Programme }));
        await NotThereAsync(it, transport, made.CalendarFeed.Name, made.Key);
        await ReadAsync(it, transport, second.CalendarFeed.Name, second.Key);
        Assert.Equal(
            [second.CalendarFeed],
            (
                await AsAsync(caller, it, transport, c => c.ListCalendarFeedsAsync(new() { Parent = Office.Programme }))
            ).CalendarFeeds
        );

        // Nobody else sees or stops it.
        var (other, _) = await ReaderAsync(it, "En annen");
        Assert.Empty(
            (
                await AsAsync(other, it, transport, c => c.ListCalendarFeedsAsync(new() { Parent = Office.Programme }))
            ).CalendarFeeds
        );
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            AsAsync(other, it, transport, c => c.DeleteCalendarFeedAsync(new() { Name = second.CalendarFeed.Name }))
        );
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        await AsAsync(caller, it, transport, c => c.DeleteCalendarFeedAsync(new() { Name = second.CalendarFeed.Name }));
        await NotThereAsync(it, transport, second.CalendarFeed.Name, second.Key);
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_ends_with_the_role_of_its_owner(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var (caller, assignment) = await ReaderAsync(it, "Leser");
        var made = await AsAsync(caller, it, transport, c => c.IssueCalendarFeedAsync(new() { Parent = Office.Programme }));
        await ReadAsync(it, transport, made.CalendarFeed.Name, made.Key);

        await new AccessClient(it.Host.Invoker(Transport.InProcess)).DeleteRoleAssignmentAsync(new() { Name = assignment });
        await NotThereAsync(it, transport, made.CalendarFeed.Name, made.Key);
    }

    [Fact]
    public async Task A_calendar_program_gets_a_calendar_and_nothing_else()
    {
        await using var it = await Office.OpenAsync(TestDatabase.Sqlite);
        await PlannedAsync(it);
        var (caller, _) = await ReaderAsync(it, "Leser");
        using var reader = new PageReader(it.Host, caller.Id);
        var (location, _) = await reader.SendAsync($"/{Office.Programme}/communication", "handler=Subscribe");
        Assert.Equal($"/{Office.Programme}/communication#calendar", location);
        var html = await reader.ReadAsync($"/{Office.Programme}/communication");
        var start = html.IndexOf("<code>", StringComparison.Ordinal) + "<code>".Length;
        var address = new Uri(html[start..html.IndexOf("</code>", start, StringComparison.Ordinal)]);

        using var program = new HttpClient();
        using var answer = await program.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var calendar = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("BEGIN:VCALENDAR", calendar, StringComparison.Ordinal);
        Assert.Contains("Nyhetsbrev", calendar, StringComparison.Ordinal);
        using var wrong = await program.GetAsync(new Uri(address.AbsoluteUri[..^1] + "g"));
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);

        // It is shown once, and stopped from the page.
        Assert.DoesNotContain("plan.ics", await reader.ReadAsync($"/{Office.Programme}/communication"), StringComparison.Ordinal);
        await reader.SendAsync($"/{Office.Programme}/communication", "handler=Unsubscribe");
        using var stopped = await program.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, stopped.StatusCode);
    }

    private static async Task PlannedAsync(Office it) =>
        await it.Client.CreateCommunicationItemAsync(
            new()
            {
                Parent = Office.Programme,
                CommunicationItem = new()
                {
                    Title = "Nyhetsbrev",
                    Stakeholders = { it.Patients },
                    Message = "Hva som er bestemt.",
                    Channel = "E-post",
                    Frequency = CommunicationFrequency.Once,
                    StartDate = it.Day(5),
                    Responsible = "Kommunikasjonsrådgiveren",
                },
            }
        );

    private static async Task<(Caller Caller, string Assignment)> ReaderAsync(Office it, string title)
    {
        var access = new AccessClient(it.Host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = title,
                Kind = PrincipalKind.Person,
                DisplayName = title,
            }
        );
        var assignment = await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Office.Programme,
                RoleAssignment = new() { Principal = principal.Name, Role = Role.Reader },
            }
        );
        return (new(principal.Name, title), assignment.Name);
    }

    private static async Task<T> AsAsync<T>(Caller caller, Office it, Transport transport, Func<Client, AsyncUnaryCall<T>> call)
    {
        Caller.Set(caller);
        return await call(new(it.Host.InvokerAsCaller(transport)));
    }

    private static async Task<Google.Api.HttpBody> ReadAsync(Office it, Transport transport, string name, string key) =>
        await AsAsync(Caller.Anonymous, it, transport, c => c.ReadCalendarFeedAsync(new() { Name = name, Key = key }));

    private static async Task NotThereAsync(Office it, Transport transport, string name, string key)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(it, transport, name, key));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }
}
