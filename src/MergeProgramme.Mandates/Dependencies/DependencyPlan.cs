using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>
/// Which agreements wait for which, and how a delay of one travels through the others. Pure.
/// <para>
/// What a sub-project gives waits for what it takes: where both name milestones, if those are the same one; otherwise, if what it takes is needed no
/// later than the day on which it gives. What comes days too late delays what waits for it by as many days; time between that and the day on which
/// it is needed takes up the delay.
/// </para>
/// </summary>
internal sealed class DependencyPlan
{
    private readonly DateOnly today;
    private readonly List<DependencyAgreement> nodes;
    private readonly Dictionary<string, int> place = new(StringComparer.Ordinal);
    private readonly List<int>[] waitsFor;
    private readonly List<int>[] awaitedBy;

    // Number of the strongly connected part that each belongs to. What waits for another stands in a part with a higher number, or in the same.
    private readonly int[] part;
    private readonly IReadOnlyList<IReadOnlyList<int>> parts;

    /// <param name="agreements">All of a programme, in any state; only those whose delivery is still to come count.</param>
    public DependencyPlan(IEnumerable<DependencyAgreement> agreements, DateOnly today)
    {
        this.today = today;
        nodes = [.. agreements.Where(a => DependencyLifecycle.IsAwaited(a.State)).OrderBy(a => a.Name, StringComparer.Ordinal)];
        waitsFor = new List<int>[nodes.Count];
        awaitedBy = new List<int>[nodes.Count];
        part = new int[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            place[nodes[i].Name] = i;
            (waitsFor[i], awaitedBy[i]) = ([], []);
        }
        var taken = Enumerable.Range(0, nodes.Count).ToLookup(i => nodes[i].TakerSubProject, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var before in taken[nodes[i].GiverSubProject])
            {
                if (Waits(nodes[i], nodes[before]))
                {
                    waitsFor[i].Add(before);
                    awaitedBy[before].Add(i);
                }
            }
        }
        var links = Enumerable.Range(0, nodes.Count).SelectMany(i => waitsFor[i].Select(before => new PlanLink(before, i)));
        parts = new PlanGraph(nodes.Count, [.. links]).Parts;
        foreach (var (number, members) in parts.Index())
        {
            foreach (var member in members)
                part[member] = number;
        }
    }

    /// <summary>Whether what is given waits for what is taken, given that the giver of the one is the taker of the other.</summary>
    public static bool Waits(DependencyAgreement given, DependencyAgreement taken) =>
        given is { GiverMilestone.Length: > 0 } && taken is { TakerMilestone.Length: > 0 }
            ? given.GiverMilestone == taken.TakerMilestone
            : Due(taken) is { } due && Planned(given) is { } planned && due <= planned;

    /// <summary>The day that it is planned for: the day promised, or without a promise the day needed.</summary>
    public static DateOnly? Planned(DependencyAgreement agreement) =>
        agreement.PromisedDate.ToDateOnly() ?? agreement.NeededByDate.ToDateOnly();

    /// <summary>All cycles' agreements, the shortest of each knot: each waits for the one after it, and the last for the first.</summary>
    public IEnumerable<IReadOnlyList<DependencyAgreement>> Cycles() =>
        parts
            .Where(p => p.Count > 1)
            .Select(p => ShortestCycle(p).Select(i => nodes[i]).ToList())
            .OrderBy(c => c[0].Name, StringComparer.Ordinal);

    /// <summary>When each comes at the earliest, by name; those without a date are left out.</summary>
    public IReadOnlyDictionary<string, DateOnly> Expected() => Expected(null, null, null);

    /// <inheritdoc cref="Expected()"/>
    /// <param name="name">An agreement that comes on another day than planned; null for none.</param>
    /// <param name="day">That day.</param>
    /// <param name="among">Only these, and only what they delay each other; null for all.</param>
    private Dictionary<string, DateOnly> Expected(string? name, DateOnly? day, HashSet<int>? among)
    {
        var expected = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        // Parts are found before those that wait for them.
        foreach (var i in parts.SelectMany(p => p).Where(i => among is null || among.Contains(i)))
        {
            var node = nodes[i];
            if (Planned(node) is not { } planned)
                continue;
            if (node.Name == name)
            {
                expected[node.Name] = day!.Value;
                continue;
            }
            // Within a knot nothing comes first: it is a finding of its own.
            var late = waitsFor[i].Where(b => part[b] != part[i]).Select(b => Late(nodes[b], expected)).DefaultIfEmpty().Max();
            var comes = planned.AddDays(late);
            expected[node.Name] = comes < today ? today : comes;
        }
        return expected;
    }

    /// <summary>Days by which it comes too late for its taker; 0 in time, and where no day is known.</summary>
    public static int Late(DependencyAgreement agreement, IReadOnlyDictionary<string, DateOnly> expected) =>
        expected.TryGetValue(agreement.Name, out var comes) && Settled(agreement) is { } due
            ? Math.Max(0, comes.DayNumber - due.DayNumber)
            : 0;

    /// <summary>Days by which the latest of what it waits for comes too late, and which that is.</summary>
    public (int Days, DependencyAgreement? Cause) LatestBefore(string name, IReadOnlyDictionary<string, DateOnly> expected)
    {
        var cause = waitsFor[place[name]]
            .Where(b => part[b] != part[place[name]])
            .Select(b => nodes[b])
            .OrderByDescending(b => Late(b, expected))
            .ThenBy(b => b.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return cause is null ? (0, null) : (Late(cause, expected), cause);
    }

    /// <summary>An agreement and all that comes later for its taker than if it had come on another day, the earliest expected first.</summary>
    /// <param name="day">When it comes.</param>
    /// <param name="otherwise">When it would have come.</param>
    public IReadOnlyList<DependencyLink> Hits(string name, DateOnly day, DateOnly otherwise)
    {
        var (with, without) = (Expected(name, day, null), Expected(name, otherwise, null));
        var (origin, way) = (place[name], WayFrom(name));
        return
        [
            LinkOf(origin, origin, way, with),
            .. way.Where(i => i != origin && Late(nodes[i], with) > Late(nodes[i], without))
                .Select(i => LinkOf(i, origin, way, with))
                .OrderBy(l => l.ExpectedDate.ToDateOnly())
                .ThenBy(l => l.DependencyAgreement, StringComparer.Ordinal),
        ];
    }

    /// <summary>From an agreement to what comes last of all that waits for it, directly or by way of others, other delays left aside.</summary>
    /// <param name="day">When it comes.</param>
    public IReadOnlyList<DependencyLink> PathFrom(string name, DateOnly day)
    {
        var (origin, way) = (place[name], WayFrom(name));
        // What else is late is left aside: the way says what this one leads to.
        var expected = Expected(name, day, way);
        var end = way.Where(i => expected.ContainsKey(nodes[i].Name))
            .OrderByDescending(i => expected[nodes[i].Name])
            // Of those on the same day the one furthest on.
            .ThenByDescending(i => part[i])
            .First();
        var path = new List<DependencyLink>();
        for (var i = end; ; i = place[path[^1].WaitsFor])
        {
            path.Add(LinkOf(i, origin, way, expected));
            if (i == origin)
                break;
        }
        path.Reverse();
        return path;
    }

    /// <summary>Whether an agreement counts: whether its delivery is still to come.</summary>
    public bool Has(string name) => place.ContainsKey(name);

    // What takes a delay in: an accepted promise is what both ends go by, even where it is later than needed.
    internal static DateOnly? Settled(DependencyAgreement agreement)
    {
        var (due, promised) = (Due(agreement), agreement.PromisedDate.ToDateOnly());
        return agreement.State == DependencyState.Accepted && promised > due ? promised : due;
    }

    private static DateOnly? Due(DependencyAgreement agreement) =>
        agreement.NeededByDate.ToDateOnly() ?? agreement.PromisedDate.ToDateOnly();

    // It and all that waits for it, directly or by way of others; knots are not gone round in.
    private HashSet<int> WayFrom(string name)
    {
        var found = new HashSet<int> { place[name] };
        var ahead = new Stack<int>(found);
        while (ahead.TryPop(out var i))
        {
            foreach (var next in awaitedBy[i].Where(n => part[n] != part[i] && found.Add(n)))
                ahead.Push(next);
        }
        return found;
    }

    private DependencyLink LinkOf(int i, int origin, HashSet<int> way, IReadOnlyDictionary<string, DateOnly> expected)
    {
        var node = nodes[i];
        return new()
        {
            DependencyAgreement = node.Name,
            Deliverable = node.Deliverable,
            GiverDisplayName = node.GiverDisplayName,
            TakerDisplayName = node.TakerDisplayName,
            TakerSubProject = node.TakerSubProject,
            NeededByDate = node.NeededByDate,
            PromisedDate = node.PromisedDate,
            ExpectedDate = expected.TryGetValue(node.Name, out var day) ? day.ToDate() : null,
            LateDays = Late(node, expected),
            // Of what it waits for on this way, that which delays it most, else that which comes last.
            WaitsFor =
                i == origin
                    ? ""
                    : waitsFor[i]
                        .Where(b => part[b] != part[i] && way.Contains(b))
                        .Select(b => nodes[b])
                        .OrderByDescending(b => Late(b, expected))
                        .ThenByDescending(b => expected.GetValueOrDefault(b.Name))
                        .ThenBy(b => b.Name, StringComparer.Ordinal)
                        .First()
                        .Name,
        };
    }

    // Breadth first from each of the knot, until one of two is found: none is shorter, since nobody gives to itself.
    private List<int> ShortestCycle(IReadOnlyList<int> knot)
    {
        List<int>? shortest = null;
        foreach (var start in knot.Order())
        {
            var from = new Dictionary<int, int>();
            var ahead = new Queue<int>([start]);
            while (ahead.TryDequeue(out var i) && !from.ContainsKey(start))
            {
                foreach (var next in waitsFor[i].Where(n => part[n] == part[start] && from.TryAdd(n, i)))
                    ahead.Enqueue(next);
            }
            List<int> cycle = [start];
            for (var i = from[start]; i != start; i = from[i])
                cycle.Add(i);
            cycle.Reverse();
            // Begins with its first member by name, whichever it was found from.
            var first = cycle.IndexOf(cycle.Min());
            cycle = [.. cycle[first..], .. cycle[..first]];
            if (shortest is null || cycle.Count < shortest.Count)
                shortest = cycle;
            if (shortest.Count == 2)
                break;
        }
        return shortest!;
    }
}
