using Grpc.Core;
using MergeProgramme.Organisation.V1;
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

    private static async Task<long> LastSequenceAsync(Client client) =>
        (await client.ListEventsAsync(new() { PageSize = 1 })).Events[0].Sequence;

    private static CreateProgrammeRequest Request(string displayName) =>
        new()
        {
            Programme = new() { DisplayName = displayName, Kind = ProgrammeKind.MunicipalMerger },
        };
}
