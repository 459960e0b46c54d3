using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.Measures;

[Collection("hosts")]
public sealed class MeasureTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_registered_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var (client, benefit) = await ClientAsync(database, transport);
        var written = Full(benefit);
        var created = await client.CreateMeasureAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Measure = written,
                MeasureId = "sykehjem",
            }
        );
        Assert.Equal($"{MeasureData.Programme}/measures/sykehjem", created.Name);
        Assert.Equal(MeasureState.Proposed, created.State);
        var expected = written.Clone();
        (expected.Name, expected.State, expected.CreateTime, expected.Etag) = (
            created.Name,
            MeasureState.Proposed,
            created.CreateTime,
            created.Etag
        );
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetMeasureAsync(new() { Name = created.Name }));
        var drawback = MeasureData.Measure("Økt transport", "", -2_000_000);
        var second = await client.CreateMeasureAsync(new() { Parent = MeasureData.Programme, Measure = drawback });
        Assert.Equal(-2_000_000, second.EffectLikely.Units);
        var page = await client.ListMeasuresAsync(new() { Parent = MeasureData.Programme, PageSize = 1 });
        Assert.Equal([created], page.Measures);
        Assert.Equal(
            [second],
            (
                await client.ListMeasuresAsync(
                    new()
                    {
                        Parent = MeasureData.Programme,
                        PageSize = 1,
                        PageToken = page.NextPageToken,
                    }
                )
            ).Measures
        );
        Assert.Equal(
            [created],
            (await client.ListMeasuresAsync(new() { Parent = MeasureData.Programme, Benefit = benefit })).Measures
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_contradicts_itself_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var (client, benefit) = await ClientAsync(database, transport);
        async Task RefusedAsync(Action<Measure> change, params (string, string)[] expected)
        {
            var measure = Full(benefit);
            change(measure);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.CreateMeasureAsync(new() { Parent = MeasureData.Programme, Measure = measure })
                )
            );
        }

        await RefusedAsync(m => m.LeadMonthsMin = 10, ("measure.lead_months_max", "RANGE_REVERSED"));
        await RefusedAsync(m => m.LagMonthsMin = 5, ("measure.lag_months_max", "RANGE_REVERSED"));
        await RefusedAsync(m => m.EffectLow = MeasureData.Nok(24_000_001), ("measure.effect_low", "EFFECT_LOW_ABOVE_LIKELY"));
        await RefusedAsync(
            m => m.EffectHigh = MeasureData.Nok(23_999_999, 990_000_000),
            ("measure.effect_high", "EFFECT_HIGH_BELOW_LIKELY")
        );
        await RefusedAsync(m => m.ProbabilityPercent = 0, ("measure.probability_percent", "OUT_OF_RANGE"));
        await RefusedAsync(m => m.BudgetFunction = "25", ("measure.budget_function", "BUDGET_FUNCTION_MALFORMED"));
        await RefusedAsync(m => m.BudgetAccount = "01O", ("measure.budget_account", "BUDGET_ACCOUNT_MALFORMED"));
        await RefusedAsync(m => m.EffectLikely.CurrencyCode = "EUR", ("measure.effect_likely", "CURRENCY_NOT_NOK"));
        await RefusedAsync(m => m.EffectLow = MeasureData.Nok(-1, 10_000_000), ("measure.effect_low", "AMOUNT_NOT_IN_ORE"));
        await RefusedAsync(m => m.Costs[0].Amount = MeasureData.Nok(-1), ("measure.costs[0].amount", "AMOUNT_NEGATIVE"));
        await RefusedAsync(
            m => m.Costs[0].EndDate = MeasureData.Day(new(2013, 9, 30)),
            ("measure.costs[0].end_date", "DATES_REVERSED")
        );
        await RefusedAsync(
            m => m.DecisionDate = MeasureData.Day(new(1414, 6, 1)),
            ("measure.decision_date", "YEAR_OUT_OF_RANGE")
        );
        await RefusedAsync(m => m.Benefit = $"{MeasureData.Programme}/benefits/ingen", ("measure.benefit", "NOT_FOUND"));
        await RefusedAsync(m => m.Unit = $"{MeasureData.Programme}/units/ingen", ("measure.unit", "NOT_FOUND"));
        await RefusedAsync(m => m.SubProject = "programmes/a/subProjects/b", ("measure.sub_project", "OTHER_PROGRAMME"));
        // 24 000 kr where 24 million was meant is not seen; 240 kr and 9 999 kr are asked about.
        await RefusedAsync(
            m =>
                (m.EffectLow, m.EffectLikely, m.EffectHigh) = (
                    MeasureData.Nok(9_999),
                    MeasureData.Nok(9_999),
                    MeasureData.Nok(9_999)
                ),
            ("measure.effect_likely", "EFFECT_SMALL")
        );
        Assert.Empty((await client.ListMeasuresAsync(new() { Parent = MeasureData.Programme })).Measures);
        var small = await client.CreateMeasureAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Measure = MeasureData.Measure("Kaffe", "", 9_999),
                SmallEffectConfirmed = true,
            }
        );
        Assert.Equal(9_999, small.EffectLikely.Units);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_plan_is_frozen_by_the_decision_and_the_outlook_goes_on(TestDatabase database, Transport transport)
    {
        var (client, benefit) = await ClientAsync(database, transport);
        var measure = await client.CreateMeasureAsync(
            new() { Parent = MeasureData.Programme, Measure = MeasureData.Measure("Tiltak", benefit, 12_000_000) }
        );
        var decided = await client.DecideMeasureAsync(
            new()
            {
                Name = measure.Name,
                Etag = measure.Etag,
                DecisionDate = MeasureData.Day(new(2014, 4, 24)),
                CaseNumber = "14/52",
            }
        );
        Assert.Equal((MeasureState.Decided, "14/52"), (decided.State, decided.DecisionCaseNumber));
        // 24 April and 11 months: from April 2015, nine months of the year. Held against itself there is no difference yet.
        Assert.Equal([(2015, 9_000_000, 9_000_000), (2016, 12_000_000, 12_000_000)], await YearsAsync(measure.Name));

        // Less than was planned: the plan stays, and somebody has to say why.
        var less = decided.Clone();
        (less.EffectLow, less.EffectLikely) = (MeasureData.Nok(6_000_000), MeasureData.Nok(6_000_000));
        Assert.Equal(
            [("revision_reason", "REASON_REQUIRED_DECIDED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.UpdateMeasureAsync(new() { Measure = less })
            )
        );
        var revised = await client.UpdateMeasureAsync(
            new() { Measure = less, RevisionReason = "Tjenesten ble ikke samlet på ett sted" }
        );
        foreach (var scope in (string[])[measure.Name, benefit, MeasureData.Programme])
            Assert.Equal([(2015, 9_000_000, 4_500_000), (2016, 12_000_000, 6_000_000)], await YearsAsync(scope));
        var otherDay = revised.Clone();
        otherDay.DecisionDate = MeasureData.Day(new(2014, 5, 1));
        Assert.Equal(
            [("measure.decision_date", "DECIDED_ON")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.UpdateMeasureAsync(new() { Measure = otherDay, RevisionReason = "Feil" })
            )
        );

        // Decided measures are not deleted, nor decided twice; given up, they give nothing, and the plan is still held against that.
        foreach (
            var again in (Func<Task>[])
                [
                    async () => await client.DeleteMeasureAsync(new() { Name = measure.Name }),
                    async () =>
                        await client.DecideMeasureAsync(
                            new()
                            {
                                Name = measure.Name,
                                Etag = revised.Etag,
                                DecisionDate = MeasureData.Day(new(2014, 4, 24)),
                                CaseNumber = "14/53",
                            }
                        ),
                ]
        )
            Assert.Equal(
                [(measure.Name, "MEASURE_NOT_PROPOSED")],
                await Refusals.RefusedAsync(StatusCode.FailedPrecondition, again)
            );
        await client.DropMeasureAsync(new() { Name = measure.Name, Reason = "Bystyret sa nei" });
        Assert.Equal([(2015, 9_000_000, 0), (2016, 12_000_000, 0)], await YearsAsync(benefit));
        await Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () =>
                await client.UpdateMeasureAsync(
                    new()
                    {
                        Measure = new() { Name = measure.Name, Title = "Nytt" },
                        UpdateMask = new() { Paths = { "title" } },
                    }
                )
        );

        async Task<List<(int, long, long)>> YearsAsync(string scope) => [.. (
                    await client.GetRealisationAsync(
                        new()
                        {
                            Parent = MeasureData.Programme,
                            Scope = scope,
                            Granularity = Granularity.Year,
                        }
                    )
                ).Points.Take(2).Select(p => (p.StartDate.Year, p.Planned.Units, p.Expected.Units))];
    }

    [Theory, MemberData(nameof(All))]
    public async Task Kept_totals_are_the_sum_of_what_stands_there(TestDatabase database, Transport transport)
    {
        var (client, benefit) = await ClientAsync(database, transport);
        var goal = await client.CreateGoalAsync(new() { Parent = MeasureData.Programme, Goal = MeasureData.Goal() });
        async Task<long> FullYearAsync(string scope)
        {
            var points = (
                await client.GetRealisationAsync(
                    new()
                    {
                        Parent = MeasureData.Programme,
                        Scope = scope,
                        Granularity = Granularity.Year,
                    }
                )
            ).Points;
            return points.Count == 0 ? 0 : points[^1].FullYearEffect.Units;
        }

        List<Measure> measures = [];
        foreach (var million in (long[])[1, 2, 4])
            measures.Add(
                await client.CreateMeasureAsync(
                    new()
                    {
                        Parent = MeasureData.Programme,
                        Measure = MeasureData.Measure($"{million}", million == 4 ? "" : benefit, million * 1_000_000),
                    }
                )
            );
        Assert.Equal(
            (7_000_000, 3_000_000, 0),
            (await FullYearAsync(""), await FullYearAsync(benefit), await FullYearAsync(goal.Name))
        );

        // A benefit that is connected to a goal brings all its measures.
        var moved = await client.GetBenefitAsync(new() { Name = benefit });
        moved.Goal = goal.Name;
        await client.UpdateBenefitAsync(new() { Benefit = moved });
        Assert.Equal(3_000_000, await FullYearAsync(goal.Name));
        var third = measures[2].Clone();
        third.Benefit = benefit;
        await client.UpdateMeasureAsync(new() { Measure = third });
        Assert.Equal((7_000_000, 7_000_000), (await FullYearAsync(benefit), await FullYearAsync(goal.Name)));
        await client.DeleteMeasureAsync(new() { Name = measures[1].Name });
        Assert.Equal(
            (5_000_000, 5_000_000, 5_000_000),
            (await FullYearAsync(""), await FullYearAsync(benefit), await FullYearAsync(goal.Name))
        );
        moved = await client.GetBenefitAsync(new() { Name = benefit });
        moved.Goal = "";
        await client.UpdateBenefitAsync(new() { Benefit = moved });
        Assert.Equal((0, 5_000_000), (await FullYearAsync(goal.Name), await FullYearAsync(benefit)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_vague_measure_is_told_what_the_line_would_ask(TestDatabase database, Transport transport)
    {
        var (client, benefit) = await ClientAsync(database, transport);
        async Task<IEnumerable<string>> FindingsAsync(Measure measure)
        {
            var created = await client.CreateMeasureAsync(new() { Parent = MeasureData.Programme, Measure = measure });
            var findings = (await client.CheckMeasureAsync(new() { Name = created.Name })).Findings;
            Assert.All(findings, f => Assert.DoesNotContain("Finding.", f.Message, StringComparison.Ordinal));
            return findings.Select(f => f.Reason);
        }
        Assert.Equal(
            [
                "DESCRIPTION_SHORT",
                "BENEFIT_MISSING",
                "PLACE_MISSING",
                "BUDGET_LINE_MISSING",
                "OWNER_MISSING",
                "DECIDER_MISSING",
                "RANGE_MISSING",
                "COST_MISSING",
                "PREREQUISITES_MISSING",
            ],
            await FindingsAsync(MeasureData.Measure("Effektivisere", "", 24_000_000))
        );
        var full = Full(benefit);
        full.Description += " Dette gir økt fokus på kvalitet.";
        Assert.Equal(["DESCRIPTION_VAGUE", "PLACE_MISSING", "DECIDER_MISSING"], await FindingsAsync(full));
    }

    private async Task<(Client Client, string Benefit)> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        var client = new Client(host.Invoker(transport));
        var benefit = await client.CreateBenefitAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Benefit = new() { Text = "Lavere driftsutgifter", Kind = BenefitKind.Budgetary },
            }
        );
        return (client, benefit.Name);
    }

    private static Measure Full(string benefit)
    {
        var measure = MeasureData.Measure("Færre sykehjemsplasser", benefit, 24_000_000, spreadPercent: 20);
        measure.Description =
            "Tjue plasser ved Sølvsuper omgjøres til omsorgsboliger med bemanning hele døgnet fra 1. februar. Atten stillinger faller bort.";
        measure.SubProject = $"{MeasureData.Programme}/subProjects/pfv2";
        measure.PositionPercent = 1800;
        (measure.BudgetFunction, measure.BudgetAccount) = ("253", "010");
        measure.Prerequisites = "Boligene er ferdige.";
        measure.Owner = "Virksomhetsleder omsorg";
        measure.RampMonths = 2;
        measure.Costs.Add(MeasureData.Cost("Flytting", 500_000, new(2013, 10, 1), new(2013, 12, 31)));
        return measure;
    }
}
