using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using static MergeProgramme.Mandates.Tests.SampleMandates;
using BenefitsClient = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;
using Body = MergeProgramme.Organisation.V1.Body;

namespace MergeProgramme.Mandates.Tests.Tolerances;

[Collection("hosts")]
public sealed class ToleranceTests(SharedHosts hosts)
{
    private const string Consumer = "mandates.follow-forecasts";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Each_excursion_of_the_cost_raises_one_alarm_and_ends_it(TestDatabase database, Transport transport)
    {
        var (it, body) = await StartAsync(database, transport);
        var tolerance = await it.Mandates.CreateToleranceAsync(New(body, ToleranceDimension.Cost, ToleranceUnit.Percent, 10_00));
        Assert.Equal($"{SubProject}/tolerances/cost", tolerance.Name);
        Assert.Equal(
            (false, 0, "Styringsgruppen for A4"),
            (tolerance.HasValue, tolerance.Alarms.Count, tolerance.BodyDisplayName)
        );
        await it.Mandates.CreateBudgetLineAsync(
            new()
            {
                Parent = SubProject,
                BudgetLine = new() { Year = 2018, Kind = CostKind.Operations },
                Change = new() { ToAmount = Nok(1_000_000), Reason = "Vedtak" },
            }
        );
        var forecast = await it.Mandates.CreateForecastAsync(
            new()
            {
                Parent = SubProject,
                Forecast = new() { Year = 2018, Kind = CostKind.Operations },
                Statement = Statement(1_000_000),
            }
        );
        async Task<Tolerance> After(long kroner)
        {
            await it.Mandates.RestateForecastAsync(new() { Name = forecast.Name, Statement = Statement(kroner) });
            await it.Host.CaughtUpAsync(Consumer, "mandates");
            return await it.Mandates.GetToleranceAsync(new() { Name = tolerance.Name });
        }

        Assert.Empty((await After(1_100_000)).Alarms);
        var outside = await After(1_100_001);
        var alarm = Assert.Single(outside.Alarms);
        Assert.Equal(
            (10_01, 10_00, "2018", body.Name, null),
            (alarm.Value, alarm.UpperLimit, alarm.Cause, alarm.Body, (object?)alarm.EndTime)
        );
        // Further out is the same excursion.
        Assert.Single((await After(1_500_000)).Alarms);
        Assert.Equal(
            [tolerance.Name],
            (
                await it.Mandates.ListTolerancesAsync(
                    new() { Parent = $"{A4Programme.Programme}/subProjects/-", AlarmedOnly = true }
                )
            ).Tolerances.Select(t => t.Name)
        );
        Assert.NotNull((await After(900_000)).Alarms[0].EndTime);
        var again = await After(1_200_000);
        Assert.Equal([true, false], again.Alarms.Select(a => a.EndTime is not null));

        // What is done about it stays with the alarm.
        var answered = await it.Mandates.AcknowledgeToleranceAsync(
            new()
            {
                Name = tolerance.Name,
                Etag = again.Etag,
                Number = 2,
                Action = "Styringsgruppen kutter reiser",
            }
        );
        Assert.Equal(("Styringsgruppen kutter reiser", ""), (answered.Alarms[1].Action, answered.Alarms[0].Action));
        // A wider limit takes it inside.
        var wider = await it.Mandates.AdjustToleranceAsync(
            new()
            {
                Name = tolerance.Name,
                Etag = answered.Etag,
                Change = New(body, ToleranceDimension.Cost, ToleranceUnit.Ore, 250_000_00).Change,
            }
        );
        Assert.Equal((2, 200_000_00, true), (wider.Changes.Count, wider.Value, wider.Alarms[1].EndTime is not null));
        Assert.Equal(tolerance.Changes[0], wider.Changes[0]);
        // Measured by whoever else, all at once: nothing more comes of it.
        var watch = it.Host.Services.GetRequiredService<WatchTolerances>();
        var more = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => watch.RunAsync()));
        Assert.Equal(0, more.Sum());
        Assert.Equal(
            [
                "mandates.tolerance.created",
                "mandates.tolerance.exceeded",
                "mandates.tolerance.restored",
                "mandates.tolerance.exceeded",
                "mandates.tolerance.acknowledged",
                "mandates.tolerance.adjusted",
                "mandates.tolerance.restored",
            ],
            (await it.EventsAsync()).Where(e => e.StartsWith("mandates.tolerance.", StringComparison.Ordinal))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Time_scope_and_benefit_are_measured_where_they_stand(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        // Time: of the approved plan, a milestone that is open and overdue.
        await it.DecideReadyAsync();
        var body = await it.Organisation.GetBodyAsync(new() { Name = $"{A4Programme.Programme}/bodies/styringsgruppe-a4" });
        await it.Mandates.AdoptPlanAsync(new() { Parent = SubProject });
        var time = await it.Mandates.CreateToleranceAsync(New(body, ToleranceDimension.Time, ToleranceUnit.Days, 30));
        var milestone = (await it.Mandates.ListMilestonesAsync(new() { Parent = SubProject })).Milestones.FirstOrDefault(m =>
            m.Kind is MilestoneKind.Milestone or MilestoneKind.DecisionPoint && m.BaselineEndDate is not null
        );
        Assert.Equal(milestone is not null && milestone.DoneDate is null, time.HasValue);

        // Scope: a deliverable that was due.
        var scope = await it.Mandates.CreateToleranceAsync(New(body, ToleranceDimension.Scope, ToleranceUnit.Deliverables, 0));
        Assert.False(scope.HasValue);
        await it.Mandates.CreateDeliverableAsync(
            new()
            {
                Parent = SubProject,
                Deliverable = new()
                {
                    Title = "Kartlegging",
                    Responsible = A4Programme.Arne,
                    DueDate = Day(2018, 3, 1),
                },
            }
        );
        await it.Host.CaughtUpAsync(Consumer, "mandates");
        scope = await it.Mandates.GetToleranceAsync(new() { Name = scope.Name });
        Assert.Equal((1, "Kartlegging", 1), (scope.Value, scope.Cause, scope.Alarms.Count));

        // Benefit: through the contract of benefits.
        var benefits = new BenefitsClient(it.Host.Invoker(transport));
        var measure = await benefits.CreateMeasureAsync(
            new()
            {
                Parent = A4Programme.Programme,
                Measure = new()
                {
                    Title = "Hverdagsrehabilitering",
                    SubProject = SubProject,
                    DecisionDate = Day(2018, 1, 10),
                    EffectLow = Nok(10_000_000),
                    EffectLikely = Nok(10_000_000),
                    EffectHigh = Nok(10_000_000),
                    ProbabilityPercent = 100,
                },
            }
        );
        measure = await benefits.DecideMeasureAsync(
            new()
            {
                Name = measure.Name,
                Etag = measure.Etag,
                DecisionDate = Day(2018, 1, 10),
                CaseNumber = "3/18",
            }
        );
        var benefit = await it.Mandates.CreateToleranceAsync(New(body, ToleranceDimension.Benefit, ToleranceUnit.Percent, 15_00));
        Assert.Equal((0, 0), (benefit.Value, benefit.Alarms.Count));
        (measure.EffectLow, measure.EffectLikely) = (Nok(8_000_000), Nok(8_000_000));
        await benefits.UpdateMeasureAsync(
            new()
            {
                Measure = measure,
                UpdateMask = new() { Paths = { "effect_low", "effect_likely" } },
                RevisionReason = "Færre brukere enn antatt",
            }
        );
        await it.Host.CaughtUpAsync("mandates.follow-measures", "benefits");
        TestCaller.SetOffice();
        await it.Host.Services.GetRequiredService<WatchTolerances>().RunDueAsync();
        benefit = await it.Mandates.GetToleranceAsync(new() { Name = benefit.Name });
        Assert.Equal((20_00, 1), (benefit.Value, benefit.Alarms.Count));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_who_may_sets_a_tolerance_and_only_in_its_own_measure(TestDatabase database, Transport transport)
    {
        var (it, body) = await StartAsync(database, transport);
        async Task<IReadOnlyList<(string, string)>> Refused(StatusCode code, Action<CreateToleranceRequest> change)
        {
            var request = New(body, ToleranceDimension.Time, ToleranceUnit.Days, 30);
            change(request);
            return await Refusals.RefusedAsync(code, async () => await it.Mandates.CreateToleranceAsync(request));
        }
        Assert.Equal(
            [("change.unit", "TOLERANCE_UNIT_OTHER")],
            await Refused(StatusCode.InvalidArgument, r => r.Change.Unit = ToleranceUnit.Percent)
        );
        Assert.Equal(
            [("change.upper_limit", "TOLERANCE_TOO_WIDE")],
            await Refused(StatusCode.InvalidArgument, r => r.Change.UpperLimit = 3651)
        );
        Assert.Equal(
            [("change.upper_limit", "OUT_OF_RANGE")],
            await Refused(StatusCode.InvalidArgument, r => r.Change.UpperLimit = -1)
        );
        Assert.Equal([("change.reason", "REQUIRED")], await Refused(StatusCode.InvalidArgument, r => r.Change.Reason = ""));
        Assert.Equal(
            [("change.decision_date", "DATE_IN_FUTURE")],
            await Refused(StatusCode.InvalidArgument, r => r.Change.DecisionDate = Day(2099, 1, 1))
        );
        Assert.Equal(
            [("change.body", "BODY_UNKNOWN")],
            await Refused(StatusCode.InvalidArgument, r => r.Change.Body = $"{A4Programme.Programme}/bodies/ingen")
        );
        Assert.Equal(
            [(body.Name, "BODY_OF_OTHER_SUB_PROJECT")],
            await Refused(StatusCode.FailedPrecondition, r => r.Parent = $"{A4Programme.Programme}/subProjects/a2")
        );
        Assert.Equal(
            [(body.Name, "BODY_NOT_YET")],
            await Refused(StatusCode.FailedPrecondition, r => r.Change.DecisionDate = Day(2001, 1, 1))
        );
        var tolerance = await it.Mandates.CreateToleranceAsync(New(body, ToleranceDimension.Time, ToleranceUnit.Days, 30));
        await Refused(StatusCode.AlreadyExists, _ => { });
        Assert.Equal(
            [("number", "ALARM_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.AcknowledgeToleranceAsync(
                        new()
                        {
                            Name = tolerance.Name,
                            Number = 1,
                            Action = "Ingenting",
                        }
                    )
            )
        );
        await it.Mandates.AdjustToleranceAsync(
            new()
            {
                Name = tolerance.Name,
                Etag = tolerance.Etag,
                Change = New(body, ToleranceDimension.Time, ToleranceUnit.Days, 40).Change,
            }
        );
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () =>
                await it.Mandates.AdjustToleranceAsync(
                    new()
                    {
                        Name = tolerance.Name,
                        Etag = tolerance.Etag,
                        Change = New(body, ToleranceDimension.Time, ToleranceUnit.Days, 50).Change,
                    }
                )
        );
    }

    private async Task<(A4Programme It, Body Body)> StartAsync(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        return (it, await it.CreateSteeringGroupAsync());
    }

    private static CreateToleranceRequest New(Body body, ToleranceDimension dimension, ToleranceUnit unit, long limit) =>
        new()
        {
            Parent = SubProject,
            Tolerance = new() { Dimension = dimension },
            Change = new()
            {
                Unit = unit,
                UpperLimit = limit,
                Reason = "Styringsdokumentet",
                Body = body.Name,
                DecisionDate = Day(2018, 2, 1),
                CaseNumber = "12/18",
            },
        };

    private static ForecastStatement Statement(long kroner) =>
        new()
        {
            Amount = Nok(kroner),
            Reason = "Etter tertialet",
            Explanation = "Dyrere enn ventet",
        };
}
