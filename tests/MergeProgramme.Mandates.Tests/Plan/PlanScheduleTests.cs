using CsCheck;
using MergeProgramme.Mandates.Plan;

namespace MergeProgramme.Mandates.Tests.Plan;

/// <summary>The schedule of a plan, held against what every path through it says, one by one.</summary>
public sealed class PlanScheduleTests
{
    private const int Today = 100;
    private const int Most = 7;

    private static readonly Gen<PlanTask> Tasks =
        from start in Gen.Int[80, 160]
        from length in Gen.Int[0, 20]
        from done in Gen.Frequency((4, Gen.Const((int?)null)), (1, Gen.Int[60, Today].Select(day => (int?)day)))
        from after in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        select new PlanTask(start, start + length, done, after);

    // Links lead from lower to higher numbers under a random numbering, so there is no cycle.
    private static readonly Gen<(PlanTask[] Tasks, PlanLink[] Links, int[] Numbering)> Acyclic =
        from count in Gen.Int[1, Most]
        from tasks in Tasks.Array[count]
        from numbering in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from lags in Gen.Frequency((3, Gen.Const(-1)), (2, Gen.Int[0, 30])).Array[count * (count - 1) / 2]
        select (
            tasks,
            (PlanLink[])
                [
                    .. Pairs(count)
                        .Zip(lags)
                        .Where(p => p.Second >= 0)
                        .Select(p => new PlanLink(numbering[p.First.Lower], numbering[p.First.Higher], p.Second)),
                ],
            numbering
        );

    private static readonly Gen<int> Vesting = Gen.Int[90, 260];

    [Fact]
    public void Nothing_can_be_earlier_than_its_longest_way() =>
        Acyclic.Sample(plan =>
        {
            var dates = Schedule(plan.Tasks, plan.Links, 200).Dates;
            for (var i = 0; i < plan.Tasks.Length; i++)
                Assert.Equal(Earliest(plan.Tasks, plan.Links, i), (dates[i].Start, dates[i].End));
        });

    [Fact]
    public void Slack_is_what_the_tightest_way_to_vesting_day_leaves() =>
        Gen.Select(Acyclic, Vesting)
            .Sample(
                (plan, vesting) =>
                {
                    var dates = Schedule(plan.Tasks, plan.Links, vesting).Dates;
                    for (var i = 0; i < plan.Tasks.Length; i++)
                        Assert.Equal(Slack(plan.Tasks, plan.Links, dates, i, vesting), dates[i].Slack);
                }
            );

    [Fact]
    public void Slack_below_nought_is_always_explained_by_something_past_vesting_day() =>
        Gen.Select(Acyclic, Vesting)
            .Sample(
                (plan, vesting) =>
                {
                    var dates = Schedule(plan.Tasks, plan.Links, vesting).Dates;
                    bool IsPast(int i) => plan.Tasks[i] is { Done: null, AfterVesting: false } && dates[i].End > vesting;
                    foreach (var (i, date) in dates.Index().Where(d => d.Item.Slack < 0))
                        Assert.Contains(Reached(plan.Links, i), IsPast);
                    Assert.All(dates.Index().Where(d => IsPast(d.Index)), d => Assert.True(d.Item.Slack < 0));
                }
            );

    [Fact]
    public void The_critical_chain_decides_the_last_day_and_has_no_slack_to_it() =>
        Acyclic.Sample(plan =>
        {
            var schedule = Schedule(plan.Tasks, plan.Links, 200);
            int[] open =
            [
                .. Enumerable.Range(0, plan.Tasks.Length).Where(i => plan.Tasks[i] is { Done: null, AfterVesting: false }),
            ];
            var chain = schedule.CriticalChain;
            Assert.Equal(open.Length == 0, chain.Count == 0);
            if (chain.Count == 0)
                return;
            var last = schedule.Dates[chain[^1]].End;
            Assert.Equal(open.Max(i => schedule.Dates[i].End), last);
            Assert.All(chain.Zip(chain.Skip(1)), step => Assert.Contains(plan.Links, l => (l.From, l.To) == step));
            Assert.All(chain, i => Assert.Null(plan.Tasks[i].Done));
            // By every way from a task of the chain to its end: one day later there would make the end a day later.
            foreach (var i in chain)
                Assert.Equal(last, Ways(plan.Tasks, plan.Links, i, chain[^1]).Max(way => schedule.Dates[i].End + way));
        });

    [Fact]
    public void One_more_link_makes_nothing_earlier() =>
        Gen.Select(Acyclic, Gen.Int[0, 1_000], Gen.Int[0, 60])
            .Where((plan, _, _) => plan.Tasks.Length > 1)
            .Sample(
                (plan, pair, lag) =>
                {
                    var pairs = Pairs(plan.Tasks.Length).ToArray();
                    var (lower, higher) = pairs[pair % pairs.Length];
                    var before = Schedule(plan.Tasks, plan.Links, 200);
                    var after = Schedule(
                        plan.Tasks,
                        [.. plan.Links, new(plan.Numbering[lower], plan.Numbering[higher], lag)],
                        200
                    );
                    Assert.Empty(after.Graph.Cycles);
                    Assert.All(
                        before.Dates.Zip(after.Dates),
                        d => Assert.True(d.Second.Start >= d.First.Start && d.Second.End >= d.First.End)
                    );
                }
            );

    [Fact]
    public void A_plan_without_a_way_back_has_no_cycle() =>
        Acyclic.Sample(plan => Assert.Empty(new PlanGraph(plan.Tasks.Length, plan.Links).Cycles));

    [Fact]
    public void A_way_back_is_always_found_and_named() =>
        Gen.Select(Acyclic, Gen.Int[0, 1_000])
            .Where((plan, _) => plan.Links.Length > 0)
            .Sample(
                (plan, chosen) =>
                {
                    // From the end of some way along the links to its beginning.
                    var link = plan.Links[chosen % plan.Links.Length];
                    int[] reached = [.. Reached(plan.Links, link.To)];
                    PlanLink[] links = [.. plan.Links, new(reached[chosen % reached.Length], link.From, 3)];

                    var cycle = Assert.Single(new PlanGraph(plan.Tasks.Length, links).Cycles);

                    Assert.Equal(cycle.Count, cycle.Distinct().Count());
                    Assert.All(
                        cycle.Zip([.. cycle.Skip(1), cycle[0]]),
                        step => Assert.Contains(links, l => (l.From, l.To) == step)
                    );
                }
            );

    [Fact]
    public void A_cycle_decides_no_date_of_its_own_and_hides_none_of_others()
    {
        // 0 → 1 ⇄ 2 → 3
        PlanTask[] tasks = [new(110, 110), new(105, 105), new(106, 106), new(100, 104)];
        var schedule = Schedule(tasks, [new(0, 1), new(1, 2), new(2, 1), new(2, 3, 10)], 150);

        Assert.Equal([1, 2], Assert.Single(schedule.Graph.Cycles));
        Assert.Equal([(110, 110), (110, 110), (106, 106), (116, 120)], schedule.Dates.Select(d => (d.Start, d.End)));
        Assert.Equal([2, 3], schedule.CriticalChain);
    }

    [Fact]
    public void Something_that_waits_for_itself_is_a_cycle_of_one() =>
        Assert.Equal([0], Assert.Single(new PlanGraph(1, [new(0, 0)]).Cycles));

    [Fact]
    public void A_chain_of_many_thousands_needs_no_deep_stack()
    {
        const int Count = 50_000;
        PlanTask[] tasks = [.. Enumerable.Range(0, Count).Select(_ => new PlanTask(Today, Today))];
        var schedule = Schedule(tasks, [.. Enumerable.Range(1, Count - 1).Select(i => new PlanLink(i, i - 1, 1))], Count);

        Assert.Equal(Count, schedule.CriticalChain.Count);
        Assert.Equal(Today + Count - 1, schedule.Dates[0].End);
        Assert.Equal(Count - (Today + Count - 1), schedule.Dates[^1].Slack);
    }

    [Fact]
    public void What_is_open_is_not_done_before_today_and_what_is_done_holds_nothing_up()
    {
        // Late; waits for the late one; done long ago though planned later; waits for the done one.
        PlanTask[] tasks = [new(70, 80), new(90, 95), new(120, 130, Done: 90), new(95, 101)];
        var schedule = Schedule(tasks, [new(0, 1, 5), new(2, 3, 2)], 200);

        Assert.Equal([(70, 100), (105, 110), (90, 90), (95, 101)], schedule.Dates.Select(d => (d.Start, d.End)));
        Assert.Equal([90, 90, null, 99], schedule.Dates.Select(d => d.Slack));
        Assert.Equal([0, 1], schedule.CriticalChain);
    }

    private static PlanSchedule Schedule(PlanTask[] tasks, PlanLink[] links, int? vesting) =>
        PlanSchedule.Of(tasks, links, vesting, Today);

    private static IEnumerable<(int Lower, int Higher)> Pairs(int count) =>
        from lower in Enumerable.Range(0, count)
        from higher in Enumerable.Range(lower + 1, count - lower - 1)
        select (lower, higher);

    // By following every link back, again and again: no order, no memory.
    private static (int Start, int End) Earliest(PlanTask[] tasks, PlanLink[] links, int i)
    {
        if (tasks[i].Done is { } done)
            return (Math.Min(tasks[i].Start, done), done);
        var start = links
            .Where(l => l.To == i)
            .Select(l => Earliest(tasks, links, l.From).End + l.LagDays)
            .Append(tasks[i].Start)
            .Max();
        return (start, Math.Max(start + tasks[i].End - tasks[i].Start, Today));
    }

    // How many days every way along open tasks takes, from the end of one to the end of another.
    private static IEnumerable<int> Ways(PlanTask[] tasks, PlanLink[] links, int from, int to)
    {
        if (from == to)
            yield return 0;
        foreach (var link in links.Where(l => l.From == from && tasks[l.To].Done is null))
        {
            foreach (var rest in Ways(tasks, links, link.To, to))
                yield return link.LagDays + tasks[link.To].End - tasks[link.To].Start + rest;
        }
    }

    private static int? Slack(PlanTask[] tasks, PlanLink[] links, IReadOnlyList<TaskDates> dates, int i, int vesting) =>
        tasks[i].Done is not null
            ? null
            : Enumerable
                .Range(0, tasks.Length)
                .Where(end => tasks[end] is { Done: null, AfterVesting: false })
                .SelectMany(end => Ways(tasks, links, i, end))
                .Select(way => (int?)(vesting - (dates[i].End + way)))
                .Min();

    private static IEnumerable<int> Reached(PlanLink[] links, int from) =>
        links.Where(l => l.From == from).SelectMany(l => Reached(links, l.To)).Append(from).Distinct();
}
