using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

namespace MergeProgramme.Procurement.Tests.Needs;

[Collection("hosts")]
public sealed class RaiseNeedTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_decision_raises_one_need_however_often_it_is_told(TestDatabase database)
    {
        var host = await HostAsync(database);
        await DecideAsync(host, SampleMandates.A4());
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");

        var need = Assert.Single(await NeedsAsync(host));
        Assert.Equal($"{Programme}/needs/a4-mandate-1", need.Name);
        Assert.Equal(
            ($"{Programme}/subProjects/a4/mandates/1", "A4 Helse, sosial og omsorg", NeedState.Raised),
            (need.SourceMandate, need.SourceMandateTitle, need.State)
        );

        await DecideAsync(host, SampleMandates.A4());
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        Assert.Equal([need], await NeedsAsync(host));

        await DecideAsync(host, SampleMandates.A4("2"));
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        Assert.Equal(
            [$"{Programme}/needs/a4-mandate-2", $"{Programme}/needs/a4-mandate-1"],
            (await NeedsAsync(host)).Select(n => n.Name)
        );
        var client = new Client(host.Invoker(Transport.InProcess));
        var ofMandate = await client.ListNeedsAsync(new() { Parent = Programme, SourceMandate = need.SourceMandate });
        Assert.Equal([need], ofMandate.Needs);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_a_crash_undid_is_done_when_the_event_comes_again(TestDatabase database)
    {
        var host = await HostAsync(database);
        var consumer = host.Services.GetRequiredService<RaiseNeed>();
        var told = Told(SampleMandates.A4());

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Database("procurement")
                .WriteAsync<bool>(
                    async session =>
                    {
                        await consumer.HandleAsync(told, session);
                        throw new InvalidOperationException("The process dies before the commit.");
                    },
                    ""
                )
        );
        Assert.Empty(await NeedsAsync(host));

        for (var time = 0; time < 2; time++)
        {
            await host.Database("procurement")
                .WriteAsync(
                    async session =>
                    {
                        await consumer.HandleAsync(told, session);
                        return true;
                    },
                    ""
                );
        }
        Assert.Equal([$"{Programme}/needs/a4-mandate-1"], (await NeedsAsync(host)).Select(n => n.Name));
        var events = await new Client(host.Invoker(Transport.InProcess)).ListEventsAsync(
            new() { Subject = $"{Programme}/needs/a4-mandate-1" }
        );
        Assert.Equal(["procurement.need.created"], events.Events.Select(e => e.Type));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_need_of_that_id_raised_by_hand_stays_and_the_mandates_own_gets_the_next(TestDatabase database)
    {
        var host = await HostAsync(database);
        var byHand = await new Client(host.Invoker(Transport.InProcess)).CreateNeedAsync(
            new()
            {
                Parent = Programme,
                Need = new() { Title = "For hånd" },
                NeedId = "a4-mandate-1",
            }
        );
        await DecideAsync(host, SampleMandates.A4());
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");

        var needs = await NeedsAsync(host);
        Assert.Contains(byHand, needs);
        Assert.Equal(
            $"{Programme}/subProjects/a4/mandates/1",
            Assert.Single(needs, n => n.Name == $"{Programme}/needs/a4-mandate-1-2").SourceMandate
        );
    }

    [Fact]
    public async Task After_a_restart_the_consumer_goes_on_where_it_stopped()
    {
        var host = await RunningHost.StartAsync();
        await host.ProgrammeAsync("indre-ostfold");
        await DecideAsync(host, SampleMandates.A4());
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        var first = await NeedsAsync(host);
        // Lost as with a power failure that took the last commit of the consumer's position but not the need.
        await using (var connection = await host.OpenAsync("procurement"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE consumers SET sequence = 0";
            await command.ExecuteNonQueryAsync();
        }
        var folder = await host.StopAsync();

        await using var again = await RunningHost.StartAsync(folder, TestDatabase.Sqlite, "", null);
        await again.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        Assert.Equal(first, await NeedsAsync(again));
        await DecideAsync(again, SampleMandates.A4("2"));
        await again.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        Assert.Equal(2, (await NeedsAsync(again)).Count);
    }

    private async Task<RunningHost> HostAsync(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold");
        return host;
    }

    // As the mandates module tells a decision.
    private static Task DecideAsync(RunningHost host, Mandate mandate) =>
        host.Database("mandates")
            .WriteAsync(
                session =>
                {
                    session.Append("mandates.mandate.decided", mandate.Name, mandate);
                    return Task.FromResult(true);
                },
                ""
            );

    private static Event Told(Mandate mandate) =>
        new()
        {
            Sequence = 1,
            Type = "mandates.mandate.decided",
            Subject = mandate.Name,
            Data = Google.Protobuf.WellKnownTypes.Any.Pack(mandate),
        };

    private static async Task<IReadOnlyList<Need>> NeedsAsync(RunningHost host) =>
        (await new Client(host.Invoker(Transport.InProcess)).ListNeedsAsync(new() { Parent = Programme })).Needs;
}
