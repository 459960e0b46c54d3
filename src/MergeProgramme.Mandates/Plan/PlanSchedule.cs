using System.Runtime.InteropServices;

namespace MergeProgramme.Mandates.Plan;

/// <summary>A task of a plan. Days are day numbers (<see cref="DateOnly.DayNumber"/>).</summary>
/// <param name="Start">First day as planned; that of <paramref name="End"/> for what falls on a day.</param>
/// <param name="End">Last day as planned, not before the first.</param>
/// <param name="Done">When it was done; null while open.</param>
/// <param name="AfterVesting">Not held against vesting day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanTask(int Start, int End, int? Done = null, bool AfterVesting = false)
{
    /// <summary>Days from the first to the last; 0 for what falls on a day.</summary>
    public int Length => End - Start;
}

/// <summary>What follows for a task from the plan.</summary>
/// <param name="Start">The earliest first day.</param>
/// <param name="End">The earliest last day.</param>
/// <param name="Slack">Days that it can slip before something misses vesting day; below 0 where something does; null where nothing is held against it.</param>
/// <param name="Driver">Index of the open task that keeps it from being earlier; −1 where none does.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TaskDates(int Start, int End, int? Slack, int Driver);

/// <summary>
/// The earliest days of a plan, its slack to vesting day and the chain that decides its last day. A task begins on its planned day at the earliest, and
/// no earlier than what comes before it lets it; what is open is not done before today; what is done was done when it was. Links in a cycle say
/// nothing and are left out. Pure.
/// </summary>
internal sealed class PlanSchedule
{
    private const int None = -1;

    private readonly IReadOnlyList<PlanTask> tasks;
    private readonly TaskDates[] dates;

    private PlanSchedule(IReadOnlyList<PlanTask> tasks, PlanGraph graph)
    {
        this.tasks = tasks;
        Graph = graph;
        dates = new TaskDates[tasks.Count];
    }

    public PlanGraph Graph { get; }

    /// <summary>By index of the task.</summary>
    public IReadOnlyList<TaskDates> Dates => dates;

    /// <summary>
    /// The open tasks that decide the last day held against vesting day, in order: each keeps the next from being earlier. Empty where nothing is open.
    /// </summary>
    public IReadOnlyList<int> CriticalChain { get; private set; } = [];

    /// <param name="vesting">Day number of the first day of the new organisation; null where there is none, and then nothing has slack.</param>
    /// <param name="today">Day number.</param>
    public static PlanSchedule Of(IReadOnlyList<PlanTask> tasks, IReadOnlyCollection<PlanLink> links, int? vesting, int today)
    {
        var schedule = new PlanSchedule(tasks, new PlanGraph(tasks.Count, links));
        var chained = schedule.Forward(today);
        if (vesting is { } day)
            schedule.Backward(day);
        schedule.CriticalChain = schedule.Chain(chained);
        return schedule;
    }

    // Answers how many open tasks drive each, itself included.
    private int[] Forward(int today)
    {
        var chained = new int[tasks.Count];
        foreach (var i in Graph.Order)
        {
            var task = tasks[i];
            chained[i] = 1;
            if (task.Done is { } done)
            {
                dates[i] = new(Math.Min(task.Start, done), done, null, None);
                continue;
            }
            var (start, driver) = (task.Start, None);
            foreach (var link in Graph.Before[i].Where(link => !Graph.IsInCycle(link)))
            {
                var from = dates[link.From].End + link.LagDays;
                // Of two that hold it back alike, the longer chain tells more; what is done holds back, and nobody can hurry it.
                var isDriver = tasks[link.From].Done is null && from + task.Length >= today;
                if (from > start)
                    (start, driver) = (from, isDriver ? link.From : None);
                else if (from == start && isDriver && (driver == None || chained[link.From] > chained[driver]))
                    driver = link.From;
            }
            if (driver != None)
                chained[i] = chained[driver] + 1;
            dates[i] = new(start, Math.Max(start + task.Length, today), null, driver);
        }
        return chained;
    }

    private void Backward(int vesting)
    {
        for (var at = Graph.Order.Count - 1; at >= 0; at--)
        {
            var i = Graph.Order[at];
            var task = tasks[i];
            if (task.Done is not null)
                continue;
            int? latest = task.AfterVesting ? null : vesting;
            foreach (var link in Graph.After[i].Where(link => !Graph.IsInCycle(link)))
            {
                if (dates[link.To].Slack is not { } slack)
                    continue;
                // The latest first day of what follows.
                var before = dates[link.To].End + slack - tasks[link.To].Length - link.LagDays;
                latest = latest is { } known ? Math.Min(known, before) : before;
            }
            dates[i] = dates[i] with { Slack = latest - dates[i].End };
        }
    }

    private IReadOnlyList<int> Chain(int[] chained)
    {
        var last = Enumerable
            .Range(0, tasks.Count)
            .Where(i => tasks[i].Done is null && !tasks[i].AfterVesting)
            .OrderByDescending(i => dates[i].End)
            .ThenByDescending(i => chained[i])
            .DefaultIfEmpty(None)
            .First();
        List<int> chain = [];
        for (var i = last; i != None; i = dates[i].Driver)
            chain.Add(i);
        chain.Reverse();
        return chain;
    }
}
