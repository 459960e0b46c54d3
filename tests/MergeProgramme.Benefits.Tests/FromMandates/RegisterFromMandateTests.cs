using MergeProgramme.Benefits.FromMandates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.FromMandates;

[Collection("hosts")]
public sealed class RegisterFromMandateTests(SharedHosts hosts)
{
    private const string Programme = "programmes/bodo";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_decision_registers_each_goal_and_benefit_once(TestDatabase database)
    {
        var host = await HostAsync(database);
        await DecideAsync(host, Pfv2());
        await host.CaughtUpAsync(RegisterFromMandate.ConsumerName, "mandates");

        var (goals, benefits) = await RegisteredAsync(host);
        Assert.Equal(
            [
                ($"{Programme}/goals/pfv2-mandate-1-goal-1", V1.GoalKind.Main, "Redusere kostnadene"),
                ($"{Programme}/goals/pfv2-mandate-1-goal-2", V1.GoalKind.Result, "Vise hvordan"),
            ],
            goals.Select(g => (g.Name, g.Kind, g.Text))
        );
        Assert.Equal(
            (60_000_000, 500_000_000, 80_000_000, V1.EffectKind.FullYear, 2016),
            (goals[0].Amount.Units, goals[0].Amount.Nanos, goals[0].AmountMax.Units, goals[0].Effect, goals[0].EffectYear)
        );
        Assert.Equal((null, null, 0), (goals[1].Amount, goals[1].AmountMax, goals[1].EffectYear));
        var benefit = Assert.Single(benefits);
        Assert.Equal(
            (
                $"{Programme}/benefits/pfv2-mandate-1-benefit-1",
                V1.BenefitKind.AvoidedCost,
                "Færre kjøpte plasser",
                "Kommunen",
                "",
                ""
            ),
            (benefit.Name, benefit.Kind, benefit.Text, benefit.Beneficiary, benefit.Owner, benefit.Goal)
        );
        Assert.All(
            [
                .. goals.Select(g => (g.SourceMandate, g.SourceMandateTitle, g.SubProject)),
                (benefit.SourceMandate, benefit.SourceMandateTitle, benefit.SubProject),
            ],
            source => Assert.Equal((Pfv2().Name, "Framtida vårres del 2", $"{Programme}/subProjects/pfv2"), source)
        );

        await DecideAsync(host, Pfv2());
        await host.CaughtUpAsync(RegisterFromMandate.ConsumerName, "mandates");
        var again = await RegisteredAsync(host);
        Assert.Equal(goals, again.Goals);
        Assert.Equal(benefits, again.Benefits);
        var client = new Client(host.Invoker(Transport.InProcess));
        Assert.Equal(goals, (await client.ListGoalsAsync(new() { Parent = Programme, SourceMandate = Pfv2().Name })).Goals);
        Assert.Empty((await client.ListBenefitsAsync(new() { Parent = Programme, SourceMandate = Pfv2().Name + "2" })).Benefits);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_a_crash_undid_is_done_whole_when_the_event_comes_again(TestDatabase database)
    {
        var host = await HostAsync(database);
        var consumer = host.Services.GetRequiredService<RegisterFromMandate>();
        var told = new Event
        {
            Sequence = 1,
            Type = "mandates.mandate.decided",
            Subject = Pfv2().Name,
            Data = Google.Protobuf.WellKnownTypes.Any.Pack(Pfv2()),
        };
        Task HandleAsync(Action before) =>
            host.Database("benefits")
                .WriteAsync(
                    async session =>
                    {
                        await consumer.HandleAsync(told, session);
                        before();
                        return true;
                    },
                    ""
                );

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            HandleAsync(() => throw new InvalidOperationException("The process dies before the commit."))
        );
        var (goals, benefits) = await RegisteredAsync(host);
        Assert.Empty(goals);
        Assert.Empty(benefits);

        await HandleAsync(() => { });
        await HandleAsync(() => { });
        (goals, benefits) = await RegisteredAsync(host);
        Assert.Equal(2, goals.Count);
        Assert.Single(benefits);
    }

    [Theory]
    [InlineData(Verdict.DoNotStart)]
    [InlineData(Verdict.AssessFurther)]
    [InlineData(Verdict.Adjust)]
    public async Task Any_other_verdict_registers_nothing(Verdict verdict)
    {
        var host = await HostAsync(TestDatabase.Sqlite);
        var mandate = Pfv2();
        mandate.Decision.Verdict = verdict;
        await DecideAsync(host, mandate);
        await host.CaughtUpAsync(RegisterFromMandate.ConsumerName, "mandates");
        var (goals, benefits) = await RegisteredAsync(host);
        Assert.Empty(goals);
        Assert.Empty(benefits);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_was_registered_by_hand_before_is_recognised_and_keeps_its_name(TestDatabase database)
    {
        var host = await HostAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        var stated = Pfv2().Sections[0].Goals[0];
        // Worded in its own way: what it is held to is the same.
        var goal = await client.CreateGoalAsync(
            new()
            {
                Parent = Programme,
                Goal = new()
                {
                    Kind = V1.GoalKind.Main,
                    Text = "Kostnadene er redusert",
                    Amount = stated.Amount,
                    Effect = V1.EffectKind.FullYear,
                    EffectYear = 2016,
                },
            }
        );
        // Of another year: another goal.
        var later = await client.CreateGoalAsync(
            new()
            {
                Parent = Programme,
                Goal = new()
                {
                    Kind = V1.GoalKind.Main,
                    Text = "Kostnadene er redusert mer",
                    Amount = stated.Amount,
                    Effect = V1.EffectKind.FullYear,
                    EffectYear = 2018,
                },
            }
        );
        var benefit = await client.CreateBenefitAsync(
            new()
            {
                Parent = Programme,
                Benefit = new()
                {
                    Kind = V1.BenefitKind.AvoidedCost,
                    Text = "færre kjøpte  plasser.",
                    Owner = "virksomhetsleder",
                    Goal = goal.Name,
                },
            }
        );

        await DecideAsync(host, Pfv2());
        await host.CaughtUpAsync(RegisterFromMandate.ConsumerName, "mandates");

        var (goals, benefits) = await RegisteredAsync(host);
        Assert.Equal([goal.Name, later.Name, $"{Programme}/goals/pfv2-mandate-1-goal-2"], goals.Select(g => g.Name));
        Assert.Equal(
            ("Redusere kostnadene", 80_000_000, Pfv2().Name, $"{Programme}/subProjects/pfv2"),
            (goals[0].Text, goals[0].AmountMax.Units, goals[0].SourceMandate, goals[0].SubProject)
        );
        Assert.Equal(later, goals[1]);
        Assert.Equal(
            (benefit.Name, "Færre kjøpte plasser", "virksomhetsleder", goal.Name, Pfv2().Name),
            (benefits[0].Name, benefits[0].Text, benefits[0].Owner, benefits[0].Goal, benefits[0].SourceMandate)
        );
        Assert.Single(benefits);
    }

    [Fact]
    public void The_two_contracts_count_their_kinds_alike()
    {
        Same<GoalKind, V1.GoalKind>();
        Same<EffectKind, V1.EffectKind>();
        Same<BenefitKind, V1.BenefitKind>();

        static void Same<TOne, TOther>()
            where TOne : struct, Enum
            where TOther : struct, Enum =>
            Assert.Equal(
                Enum.GetValues<TOne>().Select(v => (v.ToString("D"), v.ToString("G"))),
                Enum.GetValues<TOther>().Select(v => (v.ToString("D"), v.ToString("G")))
            );
    }

    private async Task<RunningHost> HostAsync(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo");
        return host;
    }

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

    private static async Task<(IReadOnlyList<V1.Goal> Goals, IReadOnlyList<V1.Benefit> Benefits)> RegisteredAsync(
        RunningHost host
    )
    {
        var client = new Client(host.Invoker(Transport.InProcess));
        return (
            (await client.ListGoalsAsync(new() { Parent = Programme })).Goals,
            (await client.ListBenefitsAsync(new() { Parent = Programme })).Benefits
        );
    }

    private static Mandate Pfv2() =>
        new()
        {
            Name = $"{Programme}/subProjects/pfv2/mandates/1",
            Title = "Framtida vårres del 2",
            State = MandateState.Decided,
            Sections =
            {
                new Section
                {
                    Goals =
                    {
                        new Goal
                        {
                            Kind = GoalKind.Main,
                            Text = "Redusere kostnadene",
                            Amount = new()
                            {
                                CurrencyCode = "NOK",
                                Units = 60_000_000,
                                Nanos = 500_000_000,
                            },
                            AmountMax = new() { CurrencyCode = "NOK", Units = 80_000_000 },
                            Effect = EffectKind.FullYear,
                            EffectYear = 2016,
                        },
                    },
                },
                new Section
                {
                    Goals =
                    {
                        new Goal { Kind = GoalKind.Result, Text = "Vise hvordan" },
                    },
                    ExpectedBenefits =
                    {
                        new ExpectedBenefit
                        {
                            Kind = BenefitKind.AvoidedCost,
                            Text = "Færre kjøpte plasser",
                            Beneficiary = "Kommunen",
                        },
                    },
                },
            },
            Decision = new() { Verdict = Verdict.Start },
        };
}
