using System.Globalization;
using CsCheck;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Mandates.Tests.Dependencies.SampleDependencies;

namespace MergeProgramme.Mandates.Tests.Dependencies;

/// <summary>Cycles and delays, held against ways of finding them that share no line with the rule.</summary>
public sealed class DependencyPlanTests
{
    private static readonly Gen<(int Giver, int Taker, int Needed, int Promised, int State)> Row = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        Gen.Int[-20, 60],
        Gen.Int[-20, 90],
        Gen.Int[0, 6]
    );

    [Fact]
    public void Two_that_wait_for_each_other_are_named_whole()
    {
        // A4 needs A3's list by the 10th and promises A3 its rooms for the 30th; A3 needs the rooms by the 5th and promises the list for the 20th.
        var list = Of("a3", "a4", needed: 10, promised: 20, DependencyState.Promised);
        var rooms = Of("a4", "a3", needed: 5, promised: 30, DependencyState.Promised);
        var cycle = Assert.Single(new DependencyPlan([list, rooms], Today).Cycles());
        Assert.Equal([list.Name, rooms.Name], cycle.Select(a => a.Name));
        // With the rooms in time the one comes before the other.
        rooms.PromisedDate = Today.AddDays(5).ToDate();
        Assert.Empty(new DependencyPlan([list, rooms], Today).Cycles());
    }

    [Fact]
    public void Milestones_say_more_than_days_where_both_ends_name_them()
    {
        var list = Of("a3", "a4", needed: 10, promised: 20, DependencyState.Promised);
        var rooms = Of("a4", "a3", needed: 5, promised: 30, DependencyState.Promised);
        list.TakerMilestone = $"{Programme}/subProjects/a4/milestones/lokaler";
        rooms.GiverMilestone = $"{Programme}/subProjects/a4/milestones/konsept";
        Assert.Empty(new DependencyPlan([list, rooms], Today).Cycles());
        rooms.GiverMilestone = list.TakerMilestone;
        Assert.Single(new DependencyPlan([list, rooms], Today).Cycles());
    }

    [Fact]
    public void A_delay_travels_on_and_is_taken_up_by_what_time_there_is()
    {
        // Ten days late to A4, which then is ten days late to A2 (three to spare); A2 has time enough for A1.
        var first = Of("a3", "a4", needed: 10, promised: 20, DependencyState.Promised);
        var second = Of("a4", "a2", needed: 33, promised: 30, DependencyState.Accepted);
        var third = Of("a2", "a1", needed: 90, promised: 60, DependencyState.Accepted);
        var plan = new DependencyPlan([first, second, third], Today);
        var hits = plan.Hits(first.Name, Today.AddDays(20), Today.AddDays(10));
        Assert.Equal(
            [("A4", 10, 20, ""), ("A2", 7, 40, first.Name)],
            hits.Select(h => (h.TakerDisplayName, h.LateDays, DayOf(h), h.WaitsFor))
        );
        Assert.Equal(
            [("A4", 20), ("A2", 40), ("A1", 67)],
            plan.PathFrom(first.Name, Today.AddDays(20)).Select(l => (l.TakerDisplayName, DayOf(l)))
        );
        // Who has accepted a later day goes by that day.
        first.State = DependencyState.Accepted;
        Assert.Equal(Today.AddDays(30), new DependencyPlan([first, second, third], Today).Expected()[second.Name]);
    }

    [Fact]
    public void What_is_overdue_comes_today_at_the_earliest()
    {
        var overdue = Of("a3", "a4", needed: -10, promised: -10, DependencyState.Accepted);
        Assert.Equal(Today, new DependencyPlan([overdue], Today).Expected()[overdue.Name]);
    }

    [Fact]
    public void A_planted_ring_is_always_found_whole_among_others() =>
        Gen.Select(Row.Array[0, 25], Gen.Int[2, 7], Gen.Int[0, 40], Gen.Int[0, 1000])
            .Sample(
                (rows, size, start, shift) =>
                {
                    // Sub-projects of its own; each needs its thing before it gives its own.
                    var ring = Enumerable
                        .Range(0, size)
                        .Select(i =>
                            Of(
                                $"r{i}",
                                $"r{(i + 1) % size}",
                                start,
                                start + 1 + (i * shift % 30),
                                DependencyState.Promised,
                                $"ring-{i}"
                            )
                        )
                        .ToList();
                    var cycles = new DependencyPlan([.. Agreements(rows), .. ring], Today).Cycles().ToList();
                    var planted = Assert.Single(cycles, c => c[0].Name.Contains("ring-", StringComparison.Ordinal));
                    Assert.Equal(ring.Select(a => a.Name).Order(), planted.Select(a => a.Name).Order());
                    for (var i = 0; i < planted.Count; i++)
                        Assert.Equal(planted[i].GiverSubProject, planted[(i + 1) % planted.Count].TakerSubProject);
                }
            );

    [Fact]
    public void There_is_a_cycle_where_something_waits_for_itself_by_way_of_others_and_nowhere_else() =>
        Row.Array[0, 25]
            .Sample(rows =>
            {
                var all = Agreements(rows);
                var open = all.Where(a => (int)a.State <= 3).ToList();
                var waits = Closure(open);
                var cycles = new DependencyPlan(all, Today).Cycles().ToList();
                // A knot: all that wait for each other, both ways.
                var knots = Enumerable
                    .Range(0, open.Count)
                    .Where(i => waits[i, i])
                    .Select(i =>
                        string.Join(
                            ',',
                            Enumerable
                                .Range(0, open.Count)
                                .Where(j => waits[i, j] && waits[j, i])
                                .Select(j => open[j].Name)
                                .Order(StringComparer.Ordinal)
                        )
                    )
                    .ToHashSet();
                Assert.Equal(knots.Count, cycles.Count);
                foreach (var cycle in cycles)
                {
                    var knot = Assert.Single(knots, k => k.Split(',').Contains(cycle[0].Name));
                    Assert.All(cycle, a => Assert.Contains(a.Name, knot.Split(',')));
                    Assert.Equal(cycle.Count, cycle.DistinctBy(a => a.Name).Count());
                    for (var i = 0; i < cycle.Count; i++)
                        Assert.True(OracleWaits(cycle[i], cycle[(i + 1) % cycle.Count]));
                }
            });

    [Fact]
    public void Among_sub_projects_that_only_give_onwards_there_is_no_cycle() =>
        Row.Array[0, 40]
            .Sample(rows => Assert.Empty(new DependencyPlan(Agreements(rows.Where(r => r.Giver < r.Taker)), Today).Cycles()));

    [Fact]
    public void Everything_comes_as_late_as_its_longest_way_says_and_no_taker_is_missed() =>
        Gen.Select(Row.Array[1, 14], Gen.Int[0, 13], Gen.Int[0, 60], Gen.Int[0, 120])
            .Sample(
                (rows, which, from, to) =>
                {
                    var all = Agreements(rows.Where(r => r.Giver < r.Taker));
                    var open = all.Where(a => (int)a.State <= 3).ToList();
                    if (open.Count == 0)
                        return;
                    var plan = new DependencyPlan(all, Today);
                    var expected = plan.Expected();
                    Assert.Equal(open.Count, expected.Count);
                    foreach (var a in open)
                        Assert.Equal(LongestWay(open, a, null, 0), expected[a.Name].DayNumber);

                    var origin = open[which % open.Count];
                    var (day, otherwise) = (Today.AddDays(from + to), Today.AddDays(from));
                    int LateIf(DependencyAgreement a, DateOnly comes) =>
                        Math.Max(0, LongestWay(open, a, origin, comes.DayNumber) - OracleSettled(a));
                    var hit = open.Where(a => a.Name == origin.Name || LateIf(a, day) > LateIf(a, otherwise)).ToList();
                    var hits = plan.Hits(origin.Name, day, otherwise);
                    Assert.Equal(origin.Name, hits[0].DependencyAgreement);
                    Assert.Equal(
                        hit.Select(a => (a.Name, LateIf(a, day))).Order(),
                        hits.Select(h => (h.DependencyAgreement, h.LateDays)).Order()
                    );

                    // The way leads from the agreement over what waits for what, to the last day of all that hangs on it.
                    var path = plan.PathFrom(origin.Name, day);
                    Assert.Equal(origin.Name, path[0].DependencyAgreement);
                    for (var i = 1; i < path.Count; i++)
                    {
                        Assert.Equal(path[i - 1].DependencyAgreement, path[i].WaitsFor);
                        Assert.True(OracleWaits(Named(open, path[i].DependencyAgreement), Named(open, path[i].WaitsFor)));
                    }
                    var waits = Closure(open);
                    var way = open.Where((a, i) => a.Name == origin.Name || waits[i, open.IndexOf(origin)]).ToList();
                    var last = way.Max(a => LongestWay(way, a, origin, day.DayNumber));
                    Assert.Equal(last, path[^1].ExpectedDate.ToDateOnly()!.Value.DayNumber);
                }
            );

    private static DependencyAgreement Named(List<DependencyAgreement> all, string name) => all.Single(a => a.Name == name);

    private static int DayOf(DependencyLink link) => link.ExpectedDate.ToDateOnly()!.Value.DayNumber - Today.DayNumber;

    private static List<DependencyAgreement> Agreements(
        IEnumerable<(int Giver, int Taker, int Needed, int Promised, int State)> rows
    ) =>
        [
            .. rows.Where(r => r.Giver != r.Taker)
                .Select(
                    (r, i) =>
                        Of(
                            $"s{r.Giver}",
                            $"s{r.Taker}",
                            r.Needed,
                            r.State == 0 ? null : r.Promised,
                            (DependencyState)(r.State + 1),
                            string.Create(CultureInfo.InvariantCulture, $"n{i:D3}")
                        )
                ),
        ];

    // The definition again, in numbers.
    private static bool OracleWaits(DependencyAgreement given, DependencyAgreement taken) =>
        given.GiverSubProject == taken.TakerSubProject
        && taken.NeededByDate.ToDateOnly()!.Value.DayNumber <= OraclePlanned(given);

    private static int OraclePlanned(DependencyAgreement a) => (a.PromisedDate ?? a.NeededByDate).ToDateOnly()!.Value.DayNumber;

    private static int OracleSettled(DependencyAgreement a) =>
        a.State == DependencyState.Accepted
            ? Math.Max(OraclePlanned(a), a.NeededByDate.ToDateOnly()!.Value.DayNumber)
            : a.NeededByDate.ToDateOnly()!.Value.DayNumber;

    // Warshall: what waits for what, by way of whatever.
    private static bool[,] Closure(List<DependencyAgreement> all)
    {
        var waits = new bool[all.Count, all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < all.Count; j++)
                waits[i, j] = OracleWaits(all[i], all[j]);
        }
        for (var k = 0; k < all.Count; k++)
        {
            for (var i = 0; i < all.Count; i++)
            {
                for (var j = 0; j < all.Count; j++)
                    waits[i, j] |= waits[i, k] && waits[k, j];
            }
        }
        return waits;
    }

    // Every way that ends here, walked from its start: the latest arrival is the answer.
    private static int LongestWay(List<DependencyAgreement> all, DependencyAgreement end, DependencyAgreement? origin, int comes)
    {
        var latest = int.MinValue;
        Walk([end]);
        return latest;

        void Walk(List<DependencyAgreement> way)
        {
            var arrival = Arrival(way[0], 0);
            for (var i = 1; i < way.Count; i++)
                arrival = Arrival(way[i], Math.Max(0, arrival - OracleSettled(way[i - 1])));
            latest = Math.Max(latest, arrival);
            foreach (var before in all.Where(b => OracleWaits(way[0], b)))
                Walk([before, .. way]);
        }

        int Arrival(DependencyAgreement a, int late) =>
            a.Name == origin?.Name ? comes : Math.Max(Today.DayNumber, OraclePlanned(a) + late);
    }
}
