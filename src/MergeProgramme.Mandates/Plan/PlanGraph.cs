using System.Runtime.InteropServices;

namespace MergeProgramme.Mandates.Plan;

/// <summary>What must be done before what.</summary>
/// <param name="From">Index of what is done first.</param>
/// <param name="To">Index of what waits for it.</param>
/// <param name="LagDays">Calendar days from the last day of the first until the other may begin, 0 or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanLink(int From, int To, int LagDays = 0);

/// <summary>A plan as a graph: tasks by index from 0, links between them. Pure; a deep graph is no deeper a stack.</summary>
internal sealed class PlanGraph
{
    private readonly int[] component;

    /// <param name="count">How many tasks there are.</param>
    /// <param name="links">Between indexes from 0 to <paramref name="count"/> − 1.</param>
    public PlanGraph(int count, IReadOnlyCollection<PlanLink> links)
    {
        Before = links.ToLookup(link => link.To);
        After = links.ToLookup(link => link.From);
        (component, var members) = Components(count);
        // Tarjan's algorithm finds what comes last first.
        members.Reverse();
        Parts = members;
        Order = [.. members.SelectMany(m => m)];
        Cycles = [.. members.Where(IsCyclic).Select(Cycle)];
    }

    /// <summary>The links to a task.</summary>
    public ILookup<int, PlanLink> Before { get; }

    /// <summary>The links from a task.</summary>
    public ILookup<int, PlanLink> After { get; }

    /// <summary>The strongly connected parts: a knot of tasks that wait for each other, or one alone. What others wait for stands before them.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Parts { get; }

    /// <summary>All tasks: what others wait for stands before them, save within a cycle.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>A cycle of each knot of tasks that wait for each other, the shortest through its first task: each waits for the one before it, the first for the last.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Cycles { get; }

    /// <summary>Whether a link lies in a knot of tasks that wait for each other, so that no date follows from it.</summary>
    public bool IsInCycle(PlanLink link) => component[link.From] == component[link.To];

    /// <summary>The shortest way along the links from one task to another, both included; empty where there is none.</summary>
    /// <typeparam name="T">What tasks are known by.</typeparam>
    public static IReadOnlyList<T> Path<T>(ILookup<T, T> after, T from, T to)
        where T : notnull
    {
        var cameFrom = new Dictionary<T, T> { [from] = from };
        var queue = new Queue<T>([from]);
        while (queue.TryDequeue(out var here))
        {
            if (EqualityComparer<T>.Default.Equals(here, to))
                return Back(cameFrom, from, to);
            foreach (var next in after[here])
            {
                if (cameFrom.TryAdd(next, here))
                    queue.Enqueue(next);
            }
        }
        return [];
    }

    private static List<T> Back<T>(Dictionary<T, T> cameFrom, T from, T to)
        where T : notnull
    {
        List<T> path = [to];
        while (!EqualityComparer<T>.Default.Equals(path[^1], from))
            path.Add(cameFrom[path[^1]]);
        path.Reverse();
        return path;
    }

    private bool IsCyclic(List<int> members) => members.Count > 1 || After[members[0]].Any(link => link.To == members[0]);

    private IReadOnlyList<int> Cycle(List<int> members)
    {
        var first = members.Min();
        var within = members.SelectMany(m => After[m]).Where(IsInCycle).ToLookup(link => link.From, link => link.To);
        // Back to where it began: from each of those that wait for the first.
        return within[first].Select(next => Path(within, next, first)).MinBy(path => path.Count)! is var path && path.Count > 1
            ? [path[^1], .. path.SkipLast(1)]
            : [first];
    }

    // Tarjan's strongly connected components, with a stack of its own.
    private (int[] Component, List<List<int>> Members) Components(int count)
    {
        var (index, low, onStack) = (new int[count], new int[count], new bool[count]);
        var found = new int[count];
        Array.Fill(index, -1);
        List<List<int>> members = [];
        var stack = new Stack<int>();
        var walk = new Stack<(int Task, IEnumerator<PlanLink> Links)>();
        var next = 0;
        void Enter(int task)
        {
            index[task] = low[task] = next++;
            stack.Push(task);
            onStack[task] = true;
            walk.Push((task, After[task].GetEnumerator()));
        }
        for (var root = 0; root < count; root++)
        {
            if (index[root] >= 0)
                continue;
            Enter(root);
            while (walk.TryPeek(out var here))
            {
                if (here.Links.MoveNext())
                {
                    var to = here.Links.Current.To;
                    if (index[to] < 0)
                        Enter(to);
                    else if (onStack[to])
                        low[here.Task] = Math.Min(low[here.Task], index[to]);
                    continue;
                }
                walk.Pop();
                if (walk.TryPeek(out var above))
                    low[above.Task] = Math.Min(low[above.Task], low[here.Task]);
                if (low[here.Task] != index[here.Task])
                    continue;
                List<int> component = [];
                do
                {
                    component.Add(stack.Peek());
                    onStack[stack.Peek()] = false;
                    found[stack.Peek()] = members.Count;
                } while (stack.Pop() != here.Task);
                members.Add(component);
            }
        }
        return (found, members);
    }
}
