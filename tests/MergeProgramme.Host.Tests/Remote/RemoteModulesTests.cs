using System.Globalization;
using Grpc.Core;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Remote;

/// <summary>Modules spread over two hosts: A serves access, organisation, mandates and stakeholders, B serves procurement and benefits.</summary>
public sealed class RemoteModulesTests : IDisposable
{
    private static readonly string[] OfA = ["access", "organisation", "mandates", "stakeholders"];
    private static readonly string[] OfB = ["procurement", "benefits"];

    private readonly string addressOfA = FreePort.Address();
    private readonly string addressOfB = FreePort.Address();
    private readonly TemporaryFolder keys = new();

    // A host of its own modules, which finds the others at the other's address. The keys by which they know each other's callers are shared.
    private string[] SettingsOfA => [$"Listen:Grpc={addressOfA}", $"Keys:Folder={keys.Path}", .. At(OfB, addressOfB)];

    private string[] SettingsOfB => [$"Listen:Grpc={addressOfB}", $"Keys:Folder={keys.Path}", .. At(OfA, addressOfA)];

    public void Dispose() => keys.Dispose();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_walk_comes_to_the_same_over_two_hosts_as_in_one(TestDatabase database)
    {
        await using var one = await RunningHost.StartAsync(database);
        await using var a = await RunningHost.StartAsync(database, null, SettingsOfA);
        await using var b = await RunningHost.StartAsync(database, null, SettingsOfB);
        Assert.Equal(OfA.Order(), LocalOf(a));
        Assert.Equal(OfB.Order(), LocalOf(b));
        await FoundAsync(a, b);

        var expected = await new A4Walk(A4Walk.Clients.Of(one.Services)).RunAsync();
        var actual = await new A4Walk(A4Walk.Clients.Of(a.Services)).RunAsync();
        var seenFromB = await new A4Walk(A4Walk.Clients.Of(b.Services)).OutcomeAsync();

        Assert.Equal(expected.WithoutTimes(), actual.WithoutTimes());
        Assert.Equal(expected.WithoutTimes(), seenFromB.WithoutTimes());
    }

    [Fact]
    public async Task Refusals_are_the_same_over_two_hosts_as_in_one()
    {
        await using var one = await RunningHost.StartAsync();
        await using var a = await RunningHost.StartAsync(TestDatabase.Sqlite, null, SettingsOfA);
        await using var b = await RunningHost.StartAsync(TestDatabase.Sqlite, null, SettingsOfB);
        await FoundAsync(a, b);
        // The reader's language goes with the call.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");

        var expected = await RefusalsAsync(A4Walk.Clients.Of(one.Services));

        Assert.Equal(expected, await RefusalsAsync(A4Walk.Clients.Of(a.Services)));
    }

    [Fact]
    public async Task Who_called_is_known_on_the_other_host()
    {
        await using var a = await RunningHost.StartAsync(TestDatabase.Sqlite, null, SettingsOfA);
        await using var b = await RunningHost.StartAsync(TestDatabase.Sqlite, null, SettingsOfB);
        await FoundAsync(a, b);
        var clients = A4Walk.Clients.Of(a.Services);
        await new A4Walk(clients).OrganiseAsync();
        Platform.Grpc.Caller.Set(Platform.Grpc.Caller.Internal("prøve"));

        await clients.Benefits.CreateGoalAsync(
            new()
            {
                Parent = "programmes/gang",
                Goal = new() { Kind = Benefits.V1.GoalKind.Main, Text = "60 MNOK i helårseffekt fra 2016" },
            }
        );

        var written = (await clients.Benefits.ListEventsAsync(new())).Events[0];
        Assert.Equal("system:prøve", written.Actor);
    }

    [Fact]
    public async Task A_consumer_that_crashed_goes_on_where_it_was_and_raises_each_need_once()
    {
        using var folder = new TemporaryFolder();
        string[] argumentsOfB =
        [
            .. SettingsOfB.Select(s => $"--{s}"),
            "--Listen:Pages=http://127.0.0.1:0",
            $"--Database:Folder={folder.Path}",
        ];
        await using var a = await RunningHost.StartAsync(TestDatabase.Sqlite, null, SettingsOfA);
        var clients = A4Walk.Clients.Of(a.Services);
        A4Walk[] walks = [new(clients), new(clients, code: "A5"), new(clients, code: "A7")];

        // B crashes before there is anything to consume: the decision is taken without it.
        await using (var b = await HostProcess.ServeAsync(argumentsOfB))
        {
            await walks[0].UntilDecisionAsync();
            await b.KillAsync();
        }
        await walks[0].DecideAsync();

        // It comes back, finds what it missed, takes one more and crashes again.
        await using (var b = await HostProcess.ServeAsync(argumentsOfB))
        {
            await walks[0].NeedRaisedAsync();
            await walks[1].UntilDecisionAsync();
            await walks[1].DecideAsync();
            await walks[1].NeedRaisedAsync();
            await b.KillAsync();
        }
        await walks[2].UntilDecisionAsync();
        await walks[2].DecideAsync();

        // The last need shows that all events before it have been handled.
        await using var last = await HostProcess.ServeAsync(argumentsOfB);
        await clients.Benefits.ListEventsAsync(new(), UntilFound());
        foreach (var walk in walks)
        {
            await walk.OutcomeAsync();
            Assert.Single(await walk.NeedsAsync());
        }
        var needs = await clients.Procurement.ListNeedsAsync(new() { Parent = walks[0].Programme });
        Assert.Equal(walks.Length, needs.Needs.Count);
        var goals = await clients.Benefits.ListGoalsAsync(new() { Parent = walks[0].Programme });
        Assert.Equal(walks.Length * 2, goals.Goals.Count);
    }

    // The consumers of each look for the other from the start; who looked in vain takes up to two seconds to look again.
    private static CallOptions UntilFound() => new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)).WithWaitForReady();

    private static async Task FoundAsync(RunningHost a, RunningHost b)
    {
        var ofA = A4Walk.Clients.Of(a.Services);
        await ofA.Benefits.ListEventsAsync(new(), UntilFound());
        await ofA.Procurement.ListEventsAsync(new(), UntilFound());
        await A4Walk.Clients.Of(b.Services).Mandates.ListEventsAsync(new(), UntilFound());
    }

    private static async Task<List<string>> RefusalsAsync(A4Walk.Clients clients)
    {
        var refusals = new List<string>();
        var walk = new A4Walk(clients);
        await walk.OrganiseAsync();
        await walk.DraftAsync();
        await Refused(async () => await walk.SubmitAsync());
        await walk.WriteAsync();
        await walk.SubmitAsync();
        await Refused(async () => await walk.DecideAsync());
        await walk.HearAsync();
        await walk.AnswerGateAsync();
        await Refused(async () => await walk.DecideAsync(new Decision(walk.Start()) { Present = { new Attendee() } }));
        await walk.DecideAsync();
        await Refused(async () => await walk.DecideAsync());
        var outcome = await walk.OutcomeAsync();
        await Refused(async () => await clients.Benefits.GetGoalAsync(new() { Name = "programmes/gang/goals/finnes-ikke" }));
        await Refused(async () => await clients.Benefits.GetGoalAsync(new() { Name = "mål/1" }));
        await Refused(async () =>
            await clients.Benefits.CreateGoalAsync(new() { Parent = "programmes/finnes-ikke", Goal = Goal("Et mål") })
        );
        await Refused(async () => await clients.Benefits.CreateGoalAsync(new() { Parent = walk.Programme, Goal = Goal("") }));
        await Refused(async () =>
            await clients.Benefits.UpdateGoalAsync(new() { Goal = new(outcome.Goals[0]) { Etag = "gammel" } })
        );
        await Refused(async () =>
            await clients.Procurement.UpdateNeedAsync(
                new() { Need = new(outcome.Needs[0]) { State = Procurement.V1.NeedState.SetAside } }
            )
        );
        await Refused(async () =>
            await clients.Procurement.ListNeedsAsync(new() { Parent = walk.Programme, PageToken = "tull" })
        );
        return refusals;

        async Task Refused(Func<Task> call)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(call);
            refusals.Add($"{refusal.Status.StatusCode} {refusal.GetRpcStatus()}");
        }
    }

    private static Benefits.V1.Goal Goal(string text) => new() { Kind = Benefits.V1.GoalKind.Main, Text = text };

    private static IEnumerable<string> At(IEnumerable<string> modules, string address) =>
        modules.Select(module => $"Modules:{module}:Address={address}");

    private static IEnumerable<string> LocalOf(RunningHost host) =>
        host.Services.GetServices<Module>().Where(module => module.IsLocal).Select(module => module.Name).Order();
}
