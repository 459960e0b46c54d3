using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Platform.Tests.Events;

/// <summary>The feed that neighbours and consumers follow.</summary>
[Collection("hosts")]
public sealed class EventFeedTests(SharedHosts hosts)
{
    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_follower_gets_what_was_written_and_what_is_written_next(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var client = new Client(host.Invoker(transport));
        var first = await client.CreateProgrammeAsync(Request("Første"));
        using var call = client.StreamEvents(new() { AfterSequence = await LastSequenceAsync(client) - 1, Follow = true });

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(first, call.ResponseStream.Current.Data.Unpack<Programme>());

        var second = await client.CreateProgrammeAsync(Request("Andre"));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(
            (second.Name, "organisation.programme.created"),
            (call.ResponseStream.Current.Subject, call.ResponseStream.Current.Type)
        );
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_list_holds_the_events_of_a_resource_newest_first(TestDatabase database, Transport transport)
    {
        var client = new Client((await hosts.CleanAsync(database)).Invoker(transport));
        var created = await client.CreateProgrammeAsync(Request("Ett"));
        await client.CreateProgrammeAsync(Request("Ett til"));
        await client.UpdateProgrammeAsync(new() { Programme = created });

        var events = (await client.ListEventsAsync(new() { Subject = created.Name })).Events;
        Assert.Equal(["organisation.programme.updated", "organisation.programme.created"], events.Select(e => e.Type));
        var page = await client.ListEventsAsync(new() { PageSize = 2 });
        Assert.Equal(2, page.Events.Count);
        Assert.Single((await client.ListEventsAsync(new() { PageSize = 2, PageToken = page.NextPageToken })).Events);
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_page_token_of_another_list_is_refused(TestDatabase database, Transport transport)
    {
        var client = new Client((await hosts.CleanAsync(database)).Invoker(transport));
        for (var i = 0; i < 3; i++)
            await client.CreateProgrammeAsync(Request("Ett"));
        var token = (await client.ListProgrammesAsync(new() { PageSize = 1 })).NextPageToken;

        foreach (var wrong in new[] { token, "x", "bm90IGpzb24=" })
        {
            Assert.Equal(
                [("page_token", "PAGE_TOKEN_INVALID")],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.ListEventsAsync(new() { PageToken = wrong })
                )
            );
        }
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_list_is_narrowed_by_who_when_which_request_and_before_which_event(
        TestDatabase database,
        Transport transport
    )
    {
        var client = new Client((await hosts.CleanAsync(database)).Invoker(transport));
        var request = Request("Ett");
        request.RequestId = "et-oppdrag";
        var created = await client.CreateProgrammeAsync(request);
        await client.CreateProgrammeAsync(Request("Ett til"));
        var all = (await client.ListEventsAsync(new())).Events;

        Assert.Equal([created.Name], await SubjectsAsync(new() { RequestId = "et-oppdrag" }));
        Assert.Equal([created.Name], await SubjectsAsync(new() { BeforeSequence = all[0].Sequence }));
        Assert.Equal(2, (await SubjectsAsync(new() { Actor = all[0].Actor })).Count);
        Assert.Empty(await SubjectsAsync(new() { Actor = "principals/somebody" }));
        Assert.Equal([all[0].Subject], await SubjectsAsync(new() { StartTime = all[0].Time }));
        Assert.Equal([created.Name], await SubjectsAsync(new() { EndTime = all[0].Time }));
        Assert.Equal(2, (await SubjectsAsync(new() { StartTime = all[1].Time })).Count);
        // A page of a narrowed list goes on where it ended, and nowhere else.
        var page = await client.ListEventsAsync(new() { Actor = all[0].Actor, PageSize = 1 });
        Assert.Equal(
            [created.Name],
            await SubjectsAsync(
                new()
                {
                    Actor = all[0].Actor,
                    PageSize = 1,
                    PageToken = page.NextPageToken,
                }
            )
        );
        Assert.Equal(
            [("page_token", "PAGE_TOKEN_INVALID")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.ListEventsAsync(new() { PageToken = page.NextPageToken })
            )
        );
        Assert.Equal(
            [("before_sequence", "OUT_OF_RANGE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.ListEventsAsync(new() { BeforeSequence = -1 })
            )
        );

        async Task<List<string>> SubjectsAsync(ListEventsRequest narrowed) =>
            [.. (await client.ListEventsAsync(narrowed)).Events.Select(e => e.Subject)];
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task An_event_holds_what_was_before_where_it_is_asked_for(TestDatabase database, Transport transport)
    {
        var client = new Client((await hosts.CleanAsync(database)).Invoker(transport));
        var created = await client.CreateProgrammeAsync(Request("Ett"));
        await client.CreateProgrammeAsync(Request("Ett til"));
        var changed = created.Clone();
        changed.Description = "Mer";
        changed = await client.UpdateProgrammeAsync(new() { Programme = changed });
        var again = await client.UpdateProgrammeAsync(new() { Programme = new(changed) { Description = "Enda mer" } });

        var events = (await client.ListEventsAsync(new() { Subject = created.Name, IncludePrevious = true })).Events;

        Assert.Equal(
            [(changed, again), (created, changed), (null, created)],
            events.Select(e => (e.PreviousData?.Unpack<Programme>(), (Programme?)e.Data.Unpack<Programme>()))
        );
        Assert.All((await client.ListEventsAsync(new() { Subject = created.Name })).Events, e => Assert.Null(e.PreviousData));
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_stream_without_data_still_proves_the_chain(TestDatabase database, Transport transport)
    {
        var client = new Client((await hosts.CleanAsync(database)).Invoker(transport));
        await client.CreateProgrammeAsync(Request("Ett"));
        await client.CreateProgrammeAsync(Request("To"));
        using var call = client.StreamEvents(new() { AfterSequence = await LastSequenceAsync(client) - 2, WithoutData = true });
        var events = new List<Event>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            events.Add(call.ResponseStream.Current);
        Assert.Equal(2, events.Count);
        Assert.All(events, e => Assert.Null(e.Data));
        Assert.All(events, e => Assert.Equal(e.Hash, LogLine.Of(e).HashAs()));
        Assert.Equal(events[0].Hash, events[1].PreviousHash);
    }

    private static async Task<long> LastSequenceAsync(Client client) =>
        (await client.ListEventsAsync(new() { PageSize = 1 })).Events[0].Sequence;

    private static CreateProgrammeRequest Request(string displayName) =>
        new()
        {
            Programme = new() { DisplayName = displayName, Kind = ProgrammeKind.MunicipalMerger },
        };
}
