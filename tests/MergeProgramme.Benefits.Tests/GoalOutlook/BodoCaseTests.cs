using Google.Type;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.GoalOutlook;

/// <summary>
/// "Er den økonomiske målsettingen mulig å oppnå?" The paper answers by hand: decision in May or June 2014, 6–9 months to implement, effect some months
/// later, so "helårseffekt i praksis ikke mulig før 2016". The product has to come to the same from the same figures.
/// </summary>
[Collection("hosts")]
public sealed class BodoCaseTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task The_curve_begins_below_zero_and_reaches_its_height_in_2015(TestDatabase database, Transport transport)
    {
        var (client, goal) = await SetUpAsync(database, transport);

        var realisation = await client.GetRealisationAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Scope = goal,
                Granularity = Granularity.Tertial,
            }
        );

        // By hand. Lead time 8 months (6–9) and lag 3 (2–4) from 1 June 2014: effect from 1 May 2015. 60 MNOK a year are 5 a month and 20 a tertial.
        // The study costs 0.5 MNOK in October to December 2013, the project 150 000 a month from June 2014 to December 2016.
        (string Start, long Effect, long Cost, long FullYear)[] byHand =
        [
            ("2013-09-01", 0, 500_000, 0),
            ("2014-01-01", 0, 0, 0),
            ("2014-05-01", 0, 450_000, 0),
            ("2014-09-01", 0, 600_000, 0),
            ("2015-01-01", 0, 600_000, 0),
            ("2015-05-01", 20_000_000, 600_000, 60_000_000),
            ("2015-09-01", 20_000_000, 600_000, 60_000_000),
            ("2016-01-01", 20_000_000, 600_000, 60_000_000),
            ("2016-05-01", 20_000_000, 600_000, 60_000_000),
            ("2016-09-01", 20_000_000, 600_000, 60_000_000),
            // One year after the last change, which is the project's last month.
            ("2017-01-01", 20_000_000, 0, 60_000_000),
            ("2017-05-01", 20_000_000, 0, 60_000_000),
            ("2017-09-01", 20_000_000, 0, 60_000_000),
        ];
        Assert.Equal(
            byHand,
            realisation.Points.Select(p =>
                (Iso(p.StartDate), p.ExpectedEffect.Units, p.ExpectedCost.Units, p.FullYearEffect.Units)
            )
        );
        Assert.All(realisation.Points, p => Assert.Equal(p.ExpectedEffect.Units - p.ExpectedCost.Units, p.Expected.Units));
        // Nobody has decided: there is no plan to hold it against.
        Assert.All(realisation.Points, p => Assert.Equal(MeasureData.Nok(0), p.Planned));
        // The earliest effect is February 2015, the latest July: the band says so.
        var spring = realisation.Points[4];
        Assert.Equal("2015-01-01", Iso(spring.StartDate));
        Assert.InRange(spring.P10.Units, -600_000, 2_500_000);
        Assert.InRange(spring.P90.Units, 4_000_000, 15_000_000 - 600_000);
        Assert.Equal(4, realisation.MeasureCount);

        // In-year and full-year effect are kept apart.
        var years = (
            await client.GetRealisationAsync(new() { Parent = MeasureData.Programme, Granularity = Granularity.Year })
        ).Points;
        Assert.Equal(
            [
                ("2013-01-01", -500_000, 0),
                ("2014-01-01", -1_050_000, 0),
                ("2015-01-01", 40_000_000 - 1_800_000, 0),
                ("2016-01-01", 60_000_000 - 1_800_000, 60_000_000),
                ("2017-01-01", 60_000_000, 60_000_000),
            ],
            years.Select(p => (Iso(p.StartDate), p.Expected.Units, p.FullYearEffect.Units))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Full_year_effect_is_possible_from_2016_and_not_before(TestDatabase database, Transport transport)
    {
        var (client, goal) = await SetUpAsync(database, transport);

        var of2016 = await client.AssessGoalAsync(new() { Name = goal });

        Assert.Equal(100, of2016.Outlook.ProbabilityPercent);
        Assert.Equal(2016, of2016.Outlook.FirstYearReached);
        Assert.Equal(MeasureData.Nok(60_000_000), of2016.FullYearSum);
        Assert.All(
            of2016.Measures,
            m =>
            {
                // 1 June 2014 and 8 months are 1 February 2015; 13 months are 1 July.
                Assert.Equal(("2015-02-01", "2015-07-01"), (Iso(m.FullEffectEarliest), Iso(m.FullEffectLatest)));
                // 1 January 2016 less 13 months, and less 8.
                Assert.Equal(("2014-12-01", "2015-05-01"), (Iso(m.LatestDecisionDateSafe), Iso(m.LatestDecisionDate)));
                Assert.Equal(MeasureTiming.InTime, m.Timing);
            }
        );
        Assert.InRange(Iso(of2016.LatestDecisionDate), "2014-12-01", "2015-05-01");

        // The same goal a year earlier: not with any luck.
        var year = await client.GetGoalAsync(new() { Name = goal });
        year.EffectYear = 2015;
        await client.UpdateGoalAsync(new() { Goal = year });
        var of2015 = await client.AssessGoalAsync(new() { Name = goal });
        Assert.Equal((0, 2016), (of2015.Outlook.ProbabilityPercent, of2015.Outlook.FirstYearReached));
        Assert.All(of2015.Measures, m => Assert.Equal(MeasureTiming.TooLate, m.Timing));
        // "Kun hvis vi starter med tiltak allerede nå": for 2015 it would have had to be decided by spring 2014.
        Assert.InRange(Iso(of2015.LatestDecisionDate), "2013-12-01", "2014-05-01");
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_if_is_answered_and_not_saved(TestDatabase database, Transport transport)
    {
        var (client, goal) = await SetUpAsync(database, transport);
        var before = (await client.ListMeasuresAsync(new() { Parent = MeasureData.Programme })).Measures;

        async Task<GoalAssessment> IfAsync(Action<AssessGoalRequest> change)
        {
            var request = new AssessGoalRequest { Name = goal };
            change(request);
            var answer = await client.AssessGoalAsync(request);
            Assert.Equal(100, answer.Outlook.ProbabilityPercent);
            return answer;
        }

        var dropped = await IfAsync(r => r.Changes.Add(new WhatIf { Measure = before[3].Name, Drop = true }));
        Assert.Equal((0, 0), (dropped.WhatIf.ProbabilityPercent, dropped.WhatIf.FirstYearReached));
        Assert.Equal(MeasureData.Nok(54_000_000), dropped.FullYearSum);
        Assert.Null(dropped.LatestDecisionDate);

        var late = await IfAsync(r => r.Changes.Add(new WhatIf { Measure = before[0].Name, PostponeMonths = 12 }));
        Assert.Equal((0, 2017), (late.WhatIf.ProbabilityPercent, late.WhatIf.FirstYearReached));
        Assert.Equal(MeasureData.Nok(36_000_000), late.WhatIf.P50);

        var replaced = await IfAsync(r =>
        {
            r.Changes.Add(new WhatIf { Measure = before[3].Name, Drop = true });
            r.Added.Add(MeasureData.Measure("Felles innkjøp", "", 6_000_000));
        });
        Assert.Equal((100, 2016), (replaced.WhatIf.ProbabilityPercent, replaced.WhatIf.FirstYearReached));

        Assert.Equal(before, (await client.ListMeasuresAsync(new() { Parent = MeasureData.Programme })).Measures);
        Assert.Null((await client.AssessGoalAsync(new() { Name = goal })).WhatIf);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_uncertain_is_drawn_the_same_each_time(TestDatabase database, Transport transport)
    {
        var (client, goal) = await SetUpAsync(database, transport, spreadPercent: 20);
        var request = new AssessGoalRequest
        {
            Name = goal,
            Assumptions = new() { Seed = 5 },
        };
        var first = await client.AssessGoalAsync(request);
        Assert.Equal(first, await client.AssessGoalAsync(request));
        // As likely above as below 60.
        Assert.InRange(first.Outlook.ProbabilityPercent, 35, 65);
        Assert.True(first.Outlook.P10.Units < 60_000_000 && first.Outlook.P90.Units > 60_000_000);
        Assert.Equal((2000, 5, 30), (first.Assumptions.Runs, first.Assumptions.Seed, first.Assumptions.CorrelationPercent));
        request.Assumptions.Seed = 6;
        Assert.NotEqual(first.Outlook, (await client.AssessGoalAsync(request)).Outlook);
    }

    private async Task<(Client Client, string Goal)> SetUpAsync(TestDatabase database, Transport transport, int spreadPercent = 0)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        var client = new Client(host.Invoker(transport));
        var goal = await client.CreateGoalAsync(new() { Parent = MeasureData.Programme, Goal = MeasureData.Goal() });
        var benefit = await client.CreateBenefitAsync(
            new()
            {
                Parent = MeasureData.Programme,
                Benefit = new()
                {
                    Text = "Lavere driftsutgifter",
                    Kind = BenefitKind.Budgetary,
                    Goal = goal.Name,
                },
            }
        );
        foreach (var measure in MeasureData.Bodo(benefit.Name, spreadPercent))
            await client.CreateMeasureAsync(new() { Parent = MeasureData.Programme, Measure = measure });
        return (client, goal.Name);
    }

    private static string Iso(Date date) => $"{date.Year:0000}-{date.Month:00}-{date.Day:00}";
}
