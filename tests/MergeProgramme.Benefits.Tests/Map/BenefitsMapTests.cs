using Grpc.Core;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.Map;

[Collection("hosts")]
public sealed class BenefitsMapTests(SharedHosts hosts)
{
    private const string Programme = MeasureData.Programme;

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task The_map_shows_what_leads_to_what_and_where_nothing_does(TestDatabase database, Transport transport)
    {
        var (client, needs) = await ClientsAsync(database, transport);
        var goal = await client.CreateGoalAsync(new() { Parent = Programme, Goal = MeasureData.Goal() });
        var benefit = await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = Gain(goal.Name) });
        var measure = await MeasureAsync(client, "Færre sykehjemsplasser", benefit.Name, 24_000_000);
        var alone = await MeasureAsync(client, "Velferdsteknologi", "", 6_000_000);
        var dropped = await MeasureAsync(client, "Gitt opp", benefit.Name, 90_000_000);
        await client.DropMeasureAsync(new() { Name = dropped.Name, Reason = "Bystyret sa nei" });
        var need = await needs.CreateNeedAsync(
            new()
            {
                Parent = Programme,
                Need = new() { Title = "Trygghetsalarmer" },
            }
        );
        var enabler = await client.CreateEnablerAsync(
            new()
            {
                Parent = measure.Name,
                Enabler = new() { Source = need.Name },
            }
        );
        Assert.Equal("Trygghetsalarmer", enabler.SourceTitle);
        Assert.Equal([enabler], (await client.ListEnablersAsync(new() { Parent = measure.Name })).Enablers);

        // Called something else since: the map says what it is called today.
        need.Title = "Digitale trygghetsalarmer";
        await needs.UpdateNeedAsync(new() { Need = need });
        var map = await client.GetBenefitsMapAsync(new() { Parent = Programme });
        Assert.Equal(
            [
                (MapNodeKind.Goal, goal.Name, 60_000_000),
                (MapNodeKind.Benefit, benefit.Name, 24_000_000),
                (MapNodeKind.Measure, measure.Name, 24_000_000),
                (MapNodeKind.Measure, alone.Name, 6_000_000),
                (MapNodeKind.Need, need.Name, 0L),
            ],
            map.Nodes.Select(n => (n.Kind, n.Name, n.Amount?.Units ?? 0))
        );
        Assert.Equal("Digitale trygghetsalarmer", map.Nodes[^1].Title);
        Assert.Equal(
            [(benefit.Name, goal.Name, ""), (measure.Name, benefit.Name, ""), (need.Name, measure.Name, enabler.Name)],
            map.Edges.Select(e => (e.From, e.To, e.Enabler))
        );
        Assert.Equal(
            [
                (MapFindingKind.GoalOutOfReach, goal.Name),
                (MapFindingKind.MeasureWithoutBenefit, alone.Name),
                (MapFindingKind.MeasureWithoutOwner, measure.Name),
                (MapFindingKind.MeasureWithoutOwner, alone.Name),
            ],
            map.Findings.Select(f => (f.Kind, f.Subject))
        );

        // Of one goal only what leads to it; the holes are the programme's.
        var ofGoal = await client.GetBenefitsMapAsync(new() { Parent = Programme, Goal = goal.Name });
        Assert.DoesNotContain(ofGoal.Nodes, n => n.Name == alone.Name);
        Assert.Equal((map.Edges, map.Findings), (ofGoal.Edges, ofGoal.Findings));

        await client.DeleteEnablerAsync(new() { Name = enabler.Name });
        Assert.DoesNotContain(
            (await client.GetBenefitsMapAsync(new() { Parent = Programme })).Nodes,
            n => n.Kind == MapNodeKind.Need
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Links_that_cannot_be_are_refused_at_their_field(TestDatabase database, Transport transport)
    {
        var (client, needs) = await ClientsAsync(database, transport);
        var measure = await MeasureAsync(client, "Velferdsteknologi", "", 6_000_000);
        var need = await needs.CreateNeedAsync(
            new()
            {
                Parent = Programme,
                Need = new() { Title = "Alarmer" },
            }
        );
        foreach (
            var (source, reason) in ((string, string)[])
                [
                    ("", "REQUIRED"),
                    (measure.Name, "ENABLER_SOURCE_UNKNOWN"),
                    ("tull", "ENABLER_SOURCE_UNKNOWN"),
                    ("programmes/annet/needs/n", "OTHER_PROGRAMME"),
                    ($"{Programme}/needs/finnes-ikke", "NOT_FOUND"),
                    ($"{Programme}/subProjects/a4/deliverables/finnes-ikke", "NOT_FOUND"),
                ]
        )
            Assert.Equal(
                [("enabler.source", reason)],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await LinkAsync(measure.Name, source))
            );
        await LinkAsync(measure.Name, need.Name);
        Assert.Equal(
            [("enabler.source", "ENABLER_LINKED")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await LinkAsync(measure.Name, need.Name))
        );
        Assert.Equal(
            [("goal", "NOT_FOUND")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.GetBenefitsMapAsync(new() { Parent = Programme, Goal = $"{Programme}/goals/tull" })
            )
        );

        // A measure that is thrown away takes its links with it.
        await client.DeleteMeasureAsync(new() { Name = measure.Name });
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.ListEnablersAsync(new() { Parent = measure.Name })
        );
        var again = await MeasureAsync(client, "Velferdsteknologi", "", 6_000_000);
        Assert.Equal(measure.Name, again.Name);
        Assert.Empty((await client.ListEnablersAsync(new() { Parent = again.Name })).Enablers);

        async Task<Enabler> LinkAsync(string parent, string source) =>
            await client.CreateEnablerAsync(
                new()
                {
                    Parent = parent,
                    Enabler = new() { Source = source },
                }
            );
    }

    [Fact]
    public async Task In_the_page_boxes_are_linked_and_parted()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        var invoker = host.Invoker(Transport.InProcess);
        var (client, needs) = (new Client(invoker), new ProcurementService.ProcurementServiceClient(invoker));
        var goal = await client.CreateGoalAsync(new() { Parent = Programme, Goal = MeasureData.Goal() });
        var benefit = await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = Gain("") });
        var measure = await MeasureAsync(client, "Velferdsteknologi", "", 6_000_000);
        var need = await needs.CreateNeedAsync(
            new()
            {
                Parent = Programme,
                Need = new() { Title = "Alarmer <b>" },
            }
        );
        using var reader = new PageReader(host);
        string Url(string node) => $"/{Programme}/benefits/map?node={Uri.EscapeDataString(node)}";

        var html = await reader.ReadAsync(Url(benefit.Name));
        Assert.Contains("Gevinst uten mål", html, StringComparison.Ordinal);
        Assert.Contains("Boksen leder ikke til noe", html, StringComparison.Ordinal);
        foreach (
            var (node, target) in ((string, string)[])
                [(benefit.Name, goal.Name), (benefit.Name, measure.Name), (measure.Name, need.Name)]
        )
        {
            var (location, _) = await reader.SendAsync(Url(node), "handler=Link", ("target", target));
            Assert.NotNull(location);
        }
        html = await reader.ReadAsync(Url(measure.Name));
        Assert.Contains("Alarmer <b>", html, StringComparison.Ordinal);
        Assert.Equal(3, (await client.GetBenefitsMapAsync(new() { Parent = Programme })).Edges.Count);
        foreach (
            var (node, target) in ((string, string)[])
                [(goal.Name, benefit.Name), (measure.Name, benefit.Name), (need.Name, measure.Name)]
        )
        {
            var (location, _) = await reader.SendAsync(Url(node), "handler=Unlink", ("target", target));
            Assert.NotNull(location);
        }
        Assert.Empty((await client.GetBenefitsMapAsync(new() { Parent = Programme })).Edges);

        // What is not offered is not linked.
        var (refused, said) = await reader.SendAsync(Url(goal.Name), "handler=Link", ("target", need.Name));
        Assert.Null(refused);
        Assert.Contains("Velg hva boksen skal kobles til.", said, StringComparison.Ordinal);
    }

    private static Benefit Gain(string goal) =>
        new()
        {
            Text = "Lavere utgifter til institusjon",
            Kind = BenefitKind.Budgetary,
            Owner = "Leder for hjemmetjenesten",
            Goal = goal,
        };

    private static async Task<Measure> MeasureAsync(Client client, string title, string benefit, long likely) =>
        await client.CreateMeasureAsync(new() { Parent = Programme, Measure = MeasureData.Measure(title, benefit, likely) });

    private async Task<(Client, ProcurementService.ProcurementServiceClient)> ClientsAsync(
        TestDatabase database,
        Transport transport
    )
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        var invoker = host.Invoker(transport);
        return (new(invoker), new(invoker));
    }
}
